"""Tiny makers: one call, one row, with just what the test names. No random data."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from openpyxl import Workbook
from PIL import Image

from communities.models import (
    Community,
    Compound,
    CompoundGate,
    Measure,
    Need,
    Premises,
    Project,
    Promotion,
)
from lifecircle.areas.models import Area
from lifecircle.geo import Point
from lifecircle.staff.models import Scope
from lifecircle.staff.rights import Role
from outlets.models import Category, Entrance, Outlet, Photo

CENTRE = Point(36.1134, 103.6093)  # 上坎社区, illustrative
ASKED_ON = date(2026, 3, 2)


def north_of(point: Point, metres: float) -> Point:
    """A point that many metres due north (111,0xx m a degree; good to 0.1 % here)."""
    return Point(point.lat + metres / 110_976, point.lng)


def outlet(
    name: str = "惠民便利店", category: str = "convenience", at: Point = CENTRE, **fields: Any
) -> Outlet:
    return Outlet.objects.create(name=name, category_id=category, lat=at.lat, lng=at.lng, **fields)


def entrance(outlet: Outlet, name: str = "", at: Point = CENTRE, **fields: Any) -> Entrance:
    return Entrance.objects.create(outlet=outlet, name=name, lat=at.lat, lng=at.lng, **fields)


def jpeg(width: int = 320, height: int = 240) -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), "red").save(file, "JPEG")
    return file.getvalue()


def photo(**of: Any) -> Photo:
    """`outlet=` or `proposal=` says of what."""
    return Photo.objects.create(file=ContentFile(jpeg(), name="shop.jpg"), **of)


def also_sells(outlet: Outlet, *codes: str) -> None:
    outlet.further_categories.set(Category.objects.filter(pk__in=codes))


def areas(code: str = "620104007001", *, district: str = "西固区", subdistrict: str = "西柳沟街道") -> None:
    """The three levels above and at a community code."""
    names = {6: district, 9: subdistrict, 12: "上坎社区居委会"}
    for digits, name in names.items():
        Area.objects.get_or_create(code=code[:digits], defaults={"name": name, "level": digits})


def community(
    name: str = "上坎社区",
    code: str = "620104007001",
    at: Point = CENTRE,
    *,
    district: str = "西固区",
    subdistrict: str = "西柳沟街道",
    **fields: Any,
) -> Community:
    areas(code, district=district, subdistrict=subdistrict)
    return Community.objects.create(
        code=code, name=name, district_id=code[:6], subdistrict_id=code[:9], lat=at.lat, lng=at.lng, **fields
    )


def compound(
    circle: Community,
    name: str = "惠民小区",
    at: Point = CENTRE,
    *,
    gates: tuple[Point, ...] = (),
    **fields: Any,
) -> Compound:
    """`gates` are points; `residents=`, `households=` … stay unknown unless named."""
    made = Compound.objects.create(community=circle, name=name, lat=at.lat, lng=at.lng, **fields)
    for number, gate in enumerate(gates, 1):
        CompoundGate.objects.create(compound=made, name=f"{number}号门", lat=gate.lat, lng=gate.lng)
    return made


def premises(circle: Community, name: str = "空铺面", at: Point = CENTRE, **fields: Any) -> Premises:
    return Premises.objects.create(community=circle, name=name, lat=at.lat, lng=at.lng, **fields)


def need(circle: Community, text: str = "想要一个菜市场", **fields: Any) -> Need:
    return Need.objects.create(
        **{"community": circle, "text": text, "source": "visit", "asked_on": ASKED_ON, **fields}
    )


def measure(circle: Community, what: str = "开一个菜店", **fields: Any) -> Measure:
    return Measure.objects.create(**{"community": circle, "what": what, "kind": "new", **fields})


def promotion(title: str = "满 20 减 5", **fields: Any) -> Promotion:
    """`outlet=` or `community=` says whose; valid all through 2026 unless told."""
    days = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
    return Promotion.objects.create(**{"title": title, **days, **fields})


def project(name: str = "菜市场改造", area: str | None = None, **fields: Any) -> Project:
    """Of a district's code; None is the whole city."""
    return Project.objects.create(**{"name": name, "area_id": area, "kind": "rebuilt", **fields})


def account(
    role: Role | None = None, code: str = "", *, name: str = "", password: str | None = None, **fields: Any
) -> User:
    """A member of staff for a division; without a role somebody who may do nothing. Sign in: force_login."""
    user = User.objects.create_user(name or f"{role or 'nobody'}{code}", password=password)
    if role is not None:
        fields = {"must_change_password": False, **fields}
        Scope.objects.create(user=user, role=role, area_id=code or None, **fields)
    return user


def csv_file(path: Path, *lines: str, encoding: str = "utf-8", ending: str = "\n") -> Path:
    path.write_bytes((ending.join(lines) + ending).encode(encoding))
    return path


def xlsx_file(path: Path, *rows: list[Any], merge: str = "") -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    book.save(path)
    return path
