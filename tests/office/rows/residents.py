"""What residents use: open to everybody, the same for staff, and nothing of it needs a session."""

from django.core.signing import dumps

from outlets.models import Report
from tests import make
from tests.office.matrix import EVERYBODY, Kwargs, Row

HERE = {"lat": make.CENTRE.lat, "lng": make.CENTRE.lng}


def circle(code: str) -> Kwargs:
    return {"code": code}


def outlet(code: str) -> Kwargs:
    return {"pk": make.outlet(area_id=code).pk}


def report(code: str) -> Kwargs:
    kept = Report.objects.create(outlet=make.outlet(area_id=code), kind="phone")
    return {"token": dumps(kept.pk, salt="report")}


def open_to_all(route: str, method: str = "GET", **more: object) -> Row:
    return Row(route, method, EVERYBODY, **more)  # type: ignore[arg-type]


ROWS = [
    open_to_all(""),
    open_to_all("near/", send=HERE, method="POST"),
    open_to_all("how/"),
    open_to_all("programme/"),
    open_to_all("programme/table.xlsx"),
    open_to_all("language/", "POST", send={"language": "en"}, ok=302),
    open_to_all("catalogue.css"),
    open_to_all("sw.js"),
    open_to_all("manifest.webmanifest"),
    open_to_all("offline/"),
    open_to_all("offline/elder/"),
    open_to_all("communities/<slug:code>/", make=circle),
    open_to_all("communities/<slug:code>/", "POST", make=circle, send=HERE),
    open_to_all("communities/<slug:code>/share/", make=circle),
    open_to_all("outlets/<int:pk>/share/", make=outlet),
    open_to_all("outlets/<int:pk>/", make=outlet),
    open_to_all("outlets/<int:pk>/", "POST", make=outlet, send=HERE),
    open_to_all("outlets/<int:pk>/report/", "POST", make=outlet, send={"kind": "phone"}, ok=302),
    open_to_all("outlets/<int:pk>/report/", make=outlet, ok=302),
    open_to_all("outlets/<int:pk>/catchment/", make=outlet),
    open_to_all("reported/<str:token>/", make=report),
    open_to_all("api/communities/"),
    open_to_all("api/communities/<slug:code>/", make=circle),
    open_to_all("api/communities/<slug:code>/reach/", make=circle),
    open_to_all("api/communities/<slug:code>/basemap/", make=circle, ok=404),
    open_to_all("api/reach/", "POST", send=HERE, json=True),
    open_to_all("api/categories/"),
    open_to_all("api/outlets/"),
    open_to_all("api/outlets/<int:pk>/", make=outlet),
    open_to_all("api/outlets/<int:pk>/catchment/", make=outlet),
    open_to_all("api/outlets/<int:pk>/way/", "POST", make=outlet, send=HERE, json=True),
    open_to_all("api/schema/"),
]
