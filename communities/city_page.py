"""The circles as the first page shows them: legend, sheet, and the same by district and subdistrict."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext, ngettext

from communities import city
from communities.city import Fill
from communities.models import Community, Membership
from communities.reach import walker
from communities.states import MOST_LACKING, Level
from lifecircle.areas.models import Area
from outlets.models import PositionQuality

COLUMNS = ("name", "lat", "lng", "surveyed_on", "membership", "position_quality", "search_key")
AREA_COLUMNS = tuple(
    f"{area}__{column}" for area in ("district", "subdistrict") for column in ("name", "search_key")
)
MOST = 1_000  # circles: more are a list without marks, for walking them all would keep a reader waiting
JUMP = 340  # units of the sheet that a phone shows at once


@dataclass(frozen=True, slots=True)
class Row:
    """One circle of the list, and its place on the sheet where it stands there."""

    circle: Community
    fill: Fill | None
    at: tuple[float, float] | None

    @property
    def keys(self) -> str:
        """What typing is held against: name, subdistrict and district, in Chinese, pinyin and initials."""
        named = (self.circle, self.circle.subdistrict, self.circle.district)
        return "".join(each.search_key for each in named)


@dataclass(frozen=True, slots=True)
class Segment:
    """Of a district's bar, in hundredths of its length."""

    level: Level
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class District:
    area: Area
    streets: list[tuple[Area, list[Row]]]

    @property
    def rows(self) -> list[Row]:
        return [row for _, rows in self.streets for row in rows]

    @property
    def dots(self) -> list[Row]:
        return [row for row in self.rows if row.at]

    @property
    def jump(self) -> float | None:
        """Where a phone's window begins that has most of the district; None where nothing of it is drawn."""
        across = [row.at[0] for row in self.rows if row.at]
        return max(0.0, sum(across) / len(across) - JUMP / 2) if across else None

    @property
    def bar(self) -> list[Segment]:
        counts = counted(self.rows)
        total, x, bar = sum(counts.values()), 0.0, []
        for level, count in counts.items():
            if count:
                bar.append(Segment(level, round(x, 2), round(max(0.4, 100 * count / total - 0.6), 2)))
                x += 100 * count / total
        return bar


def page() -> dict[str, Any]:
    """Two statements where nothing has changed: the circles and the mark of the register."""
    circles = list(Community.objects.with_areas().only("code", *COLUMNS, *AREA_COLUMNS))
    now = walker()
    fills = city.fills(circles, now) if 0 < len(circles) <= MOST else None
    drawn = city.drawn(circles) if fills else []
    sheet = city.sheet(drawn) if fills else None
    places = dict(zip((circle.pk for circle in drawn), sheet.dots, strict=True)) if sheet else {}
    rows = [Row(c, fills.of[c.pk] if fills else None, places.get(c.pk)) for c in circles]
    districts = _districts(rows)
    streets, thanks = city.streets(sheet) if sheet else ("", "")
    members = Counter(circle.membership for circle in circles)
    return {
        "districts": districts,
        "jumps": sorted((d for d in districts if d.dots), key=lambda d: (d.jump, d.area.code)),
        "sheet": sheet,
        "streets": streets,
        "streets_attribution": thanks,
        "legend": _legend(rows) if fills else [],
        "sample": fills is not None and fills.sample,
        "illustrative": any(c.position_quality == PositionQuality.ILLUSTRATIVE for c in drawn),
        "undrawn": len(circles) - len(drawn),
        "total": len(circles),
        "placeholders": members[Membership.PLACEHOLDER],
        "named": members[Membership.NAMED],
        "data_date": now.data_date,
    }


def counted(rows: Sequence[Row]) -> dict[Level, int]:
    """How many of each level, the fullest first."""
    counts = Counter(row.fill.level for row in rows if row.fill)
    return {level: counts[level] for level in Level}


def _legend(rows: Sequence[Row]) -> list[tuple[Level, str, int]]:
    of = max(row.fill.of for row in rows if row.fill)
    words = {
        Level.FULL: ngettext("{count} 类都有", "{count} 类都有", of).format(count=of),
        Level.MOST: gettext("差 1–{most} 类").format(most=MOST_LACKING),
        Level.PART: gettext("差 {least} 类以上").format(least=MOST_LACKING + 1),
        Level.UNKNOWN: gettext("数据不足"),
    }
    return [(level, words[level], count) for level, count in counted(rows).items()]


def _districts(rows: Sequence[Row]) -> list[District]:
    return [
        District(
            area, [(street, list(group)) for street, group in groupby(inside, lambda r: r.circle.subdistrict)]
        )
        for area, inside in groupby(rows, lambda row: row.circle.district)
    ]
