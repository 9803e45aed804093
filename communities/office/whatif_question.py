"""Changes to be imagined, as they stand in an address: open=market@36.1,103.7 and close=17, several of each.

Nothing here is anybody's home: an address may be shared.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from communities.gaps.whatif import MOST_CHANGES, BadChange, Change, Closing, Opening
from lifecircle.geo import OutOfRange, Point
from outlets.models import Category, Outlet


@dataclass(frozen=True, slots=True)
class Asked:
    """`changes` in the order of the address, openings first; `problems` what of it could not be read."""

    changes: tuple[Change, ...]
    problems: tuple[str, ...]

    def address(self, *, without: int | None = None) -> str:
        """The query of the same changes, one left out."""
        kept = [change for number, change in enumerate(self.changes) if number != without]
        return written(kept)


def written(changes: Sequence[Change]) -> str:
    """As `urlencode` has it."""
    return urlencode([pair(change) for change in changes])


def pair(change: Change) -> tuple[str, str]:
    if isinstance(change, Closing):
        return "close", str(change.outlet.pk)
    return "open", f"{change.category.pk}@{change.point.lat:.6f},{change.point.lng:.6f}"


def read(query: QueryDict) -> Asked:
    """Two queries."""
    opening, closing = query.getlist("open"), query.getlist("close")
    if len(opening) + len(closing) > MOST_CHANGES:
        return Asked((), (_("一次最多试 {most} 处变动。").format(most=MOST_CHANGES),))
    # PostgreSQL takes no NUL
    codes = [code for text in opening if "\0" not in (code := text.partition("@")[0])]
    categories = Category.objects.counted().in_bulk(codes) if codes else {}
    pks = [pk for text in closing if (pk := number_of(text)) is not None]
    outlets = Outlet.objects.published().select_related("category__group").in_bulk(pks) if pks else {}
    changes: dict[str, Change] = {}
    problems = []
    for text in opening:
        try:
            change: Change = _opening(text, categories)
            changes.setdefault(written([change]), change)
        except BadChange as refused:
            problems.append(str(refused))
    for text in closing:
        pk = number_of(text)
        found = outlets.get(pk) if pk is not None else None
        if found is None:
            problems.append(_("要关的那一家没有找到，可能已经不在地图上了。"))
        else:
            changes.setdefault(f"close={found.pk}", Closing(found))
    return Asked(tuple(changes.values()), tuple(dict.fromkeys(problems)))


def number_of(text: str) -> int | None:
    """An outlet's number, None where it cannot be one: Python reads no number of thousands of digits."""
    return int(text) if len(text) < 12 and text.isascii() and text.isdigit() else None


def _opening(text: str, categories: dict[str, Category]) -> Opening:
    code, _at, place = text.partition("@")
    if code not in categories:
        raise BadChange(_("没有这种业态，请重新选。"))
    lat, _comma, lng = place.partition(",")
    return Opening(categories[code], point_of(lat, lng))


def point_of(lat: str, lng: str) -> Point:
    """Raises BadChange, naming what is wrong."""
    try:
        numbers = float(lat), float(lng)
    except ValueError:
        raise BadChange(_("纬度、经度应是数，比如 36.1134 和 103.6093。")) from None
    if not all(math.isfinite(number) for number in numbers):
        raise BadChange(_("纬度、经度应是数，比如 36.1134 和 103.6093。"))
    try:
        return Point(*numbers)
    except OutOfRange as error:
        lat = _("纬度应在 -90 到 90 之间；请看看是不是写反了。")
        lng = _("经度应在 -180 到 180 之间；请看看是不是写反了。")
        raise BadChange(lat if error.field == "lat" else lng) from None
