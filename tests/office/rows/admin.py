"""The stock admin's own pages, and further ones of a model."""

from tests import make
from tests.office.matrix import EVERYBODY, Kwargs, Row

AREAS = {"app_label": "outlets", "model_name": "outlet", "field_name": "area", "term": "西"}
SIGN_IN = "sign in"
IMPORTED = ("community", "compound", "premises", "need", "measure", "promotion", "project")


def an_account(code: str) -> Kwargs:
    return {"id": make.account(name="else").pk}


def an_object(code: str) -> Kwargs:
    return {"content_type_id": 1, "object_id": 1}


ROWS = [
    Row("admin/", own="CA"),
    Row("admin/login/", own=EVERYBODY, ok=SIGN_IN),
    Row("admin/logout/", "POST", own=EVERYBODY, ok=SIGN_IN),
    Row("admin/password_change/", own=EVERYBODY, ok=302),
    Row("admin/password_change/done/", own="CA"),
    Row("admin/autocomplete/", own="CA", send=AREAS),
    Row("admin/jsi18n/", own="CA"),
    Row("admin/r/<path:content_type_id>/<path:object_id>/", own="CA", make=an_object, ok=404),
    *(Row(f"admin/communities/{model}/import/", own="C") for model in IMPORTED),
    *(Row(f"admin/communities/{model}/import/", "POST", own="C", ok=400) for model in IMPORTED),  # no file
    Row("admin/auth/user/<id>/password/", own="C", make=an_account),
    Row("admin/auth/user/<id>/password/", "POST", own="C", make=an_account),
]
