"""The elder edition: open to everybody, the same for staff; its cookie is no session."""

from tests import make
from tests.office.matrix import Kwargs
from tests.office.rows.residents import HERE, circle, open_to_all


def task(code: str) -> Kwargs:
    return {"code": code, "task": "medicine"}


def outlet(code: str) -> Kwargs:
    return {**task(code), "pk": make.outlet(area_id=code).pk}


ROWS = [
    open_to_all("elder/"),
    open_to_all("elder/switch/", "POST", ok=302),
    open_to_all("elder/<slug:code>/", make=circle),
    open_to_all("elder/<slug:code>/", "POST", make=circle, send=HERE),
    open_to_all("elder/<slug:code>/more/", make=circle),
    open_to_all("elder/<slug:code>/more/", "POST", make=circle, send=HERE),
    open_to_all("elder/<slug:code>/<slug:task>/", make=task),
    open_to_all("elder/<slug:code>/<slug:task>/", "POST", make=task, send=HERE),
    open_to_all("elder/<slug:code>/<slug:task>/<int:pk>/", make=outlet),
    open_to_all("elder/<slug:code>/<slug:task>/<int:pk>/", "POST", make=outlet, send=HERE),
]
