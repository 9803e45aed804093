"""Made-up outlets around a centre, the same at every call. Pure: facts in, plain rows out.

Nothing here exists: streets and names are made from the names of the place, phones begin with 000, chains are
called so. What a quarter goes without depends on the quarter, not on the circle, so that neighbouring circles
do not fill each other's gaps.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from lifecircle.geo import Point
from outlets.sample_streets import Spot, Taken, find_spot, place, streets
from outlets.sample_trades import Item, Trade

QUARTER_DEGREES = (0.022, 0.027)  # about 2.4 km each way at 36° N
HOW_MANY_LACKING = (0, 1, 2, 3, 4, 5)
UNKNOWN_HOURS, SUSPENDED, VARIED_NAME = 10, 2, 30  # percent
WORDS = ("便民", "利民", "惠民", "邻里")
CHAINS = ("示例连锁甲", "示例连锁乙", "示例连锁丙")
NO_TRADE = {
    "park",
    "toilet",
    "bus_stop",
    "school",
    "kindergarten",
}  # no till: nothing to say on senior services
BOOKED = {"elderly_care", "childcare", "housekeeping"}
PAUSES = (
    ("店面翻修，恢复时间待定", date(2025, 10, 20), None),
    ("楼体加固改造", date(2025, 9, 15), date(2027, 3, 31)),
    ("随小区改造暂停", date(2025, 11, 3), date(2027, 6, 30)),
    ("经营者回乡", date(2025, 11, 10), None),
)
TOLD_BY_NAME = {"自助": "self_service", "摊": "stall"}


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What the maker needs to know of a community."""

    code: str
    name: str
    subdistrict: str
    district: str
    centre: Point


@dataclass(frozen=True, slots=True)
class SampleOutlet:
    """One made-up outlet; the names are those of the model's fields."""

    source_id: str
    scope: str
    name: str
    category: str
    further: tuple[str, ...]
    address: str
    point: Point
    phone: str
    opening_hours: str
    brand: str
    area_m2: int | None
    form: str
    staffed: bool | None
    cash: bool | None
    meal_delivery: bool | None
    senior_discount: bool | None
    step_free: bool | None
    audience: str
    built: str
    built_year: int | None
    pause: tuple[str, date, date | None] | None
    items: tuple[Item, ...]


def sample_outlets(places: Iterable[Neighbourhood], trades: Sequence[Trade]) -> Iterator[SampleOutlet]:
    """About sixty for each place, no two on one spot."""
    taken = Taken()
    for neighbourhood in sorted(places, key=lambda place: place.code):
        yield from _around(neighbourhood, trades, taken)


def lacking(point: Point, trades: Sequence[Trade]) -> frozenset[str]:
    """The categories that the quarter around a point goes without: none to five."""
    north, east = (math.floor(v / d) for v, d in zip((point.lat, point.lng), QUARTER_DEGREES, strict=True))
    chance = _chance(f"quarter {north} {east}")
    candidates = sorted(
        (chance.random() ** (1.0 / trade.lack), trade.category) for trade in trades if trade.lack
    )
    how_many = chance.choice(HOW_MANY_LACKING)
    return frozenset(category for _, category in candidates[len(candidates) - how_many :])


def _chance(seed: str) -> Random:
    """Numbers that only look random: a text seed gives the same ones on every machine."""
    return Random(seed)  # noqa: S311 - nothing here is secret


def _around(home: Neighbourhood, trades: Sequence[Trade], taken: Taken) -> Iterator[SampleOutlet]:
    chance = _chance(home.code)
    lines = streets(home.name, home.subdistrict, chance)
    without = lacking(home.centre, trades)
    used: set[str] = set()
    for trade in trades:
        for _ in range(chance.randint(trade.least, trade.most)):
            spot = find_spot(lines, home.centre, chance=chance, taken=taken)
            absent = without | lacking(spot.point, trades)
            if trade.category not in absent:
                name = _name(trade, (place(home.name), spot.street), used=used, chance=chance)
                yield _outlet(home, trade, spot, name=name, number=len(used), absent=absent)


def _name(trade: Trade, wheres: tuple[str, str], *, used: set[str], chance: Random) -> str:
    """A name made from the place: no two alike in one community, and none from a signboard."""
    for kind in chance.sample(trade.names, len(trade.names)) * 3:
        where = wheres[0] if kind.startswith("社区") else chance.choice(wheres)
        varied = trade.chain and chance.randrange(100) < VARIED_NAME and not kind.startswith(WORDS)
        name = f"{where}{chance.choice(WORDS) if varied else ''}{kind}"
        if name not in used:
            break
    else:
        name = f"{wheres[1]}第{len(used)}{trade.names[0]}"
    used.add(name)
    return name


def _outlet(
    home: Neighbourhood, trade: Trade, spot: Spot, *, name: str, number: int, absent: frozenset[str]
) -> SampleOutlet:
    chance = _chance(f"{home.code}/{number}")
    new = chance.randrange(100) < 18
    return SampleOutlet(
        source_id=f"sample/{home.code}/{number}",
        scope=home.code,
        name=name,
        category=trade.category,
        further=tuple(c for c, share in trade.further if c not in absent and chance.randrange(100) < share),
        address=f"{home.district}{spot.street} {spot.number} 号（示例）",
        point=spot.point,
        phone=f"0931-000 {chance.randrange(10_000):04d}" if chance.randrange(100) < trade.phone else "",
        opening_hours="" if chance.randrange(100) < UNKNOWN_HOURS else chance.choice(trade.hours),
        brand=chance.choice(CHAINS) if chance.randrange(100) < trade.chain else "",
        area_m2=_area(trade, chance),
        form=_form(name, trade, chance),
        staffed=_known(trade, 85, chance),
        cash=_known(trade, 80, chance),
        meal_delivery=_known(trade, trade.delivery, chance) if trade.delivery else None,
        senior_discount=_known(trade, 30, chance),
        step_free=chance.choice((True, True, False, None)),
        audience="appointment" if trade.category in BOOKED and chance.randrange(2) else "public",
        built=chance.choice(("new", "rebuilt")) if new else "",
        built_year=chance.choice((2022, 2023, 2024, 2025)) if new else None,
        pause=chance.choice(PAUSES) if trade.chain and chance.randrange(100) < SUSPENDED else None,
        items=_items(trade, chance),
    )


def _area(trade: Trade, chance: Random) -> int | None:
    if trade.m2 is None or chance.randrange(100) < 40:
        return None
    return chance.randint(*trade.m2)


def _form(name: str, trade: Trade, chance: Random) -> str:
    """What the name says of itself, else by the trade's shares."""
    told = (form for word, form in TOLD_BY_NAME.items() if word in name)
    forms, shares = zip(*trade.forms, strict=True)
    return next(told, None) or str(chance.choices(forms, weights=shares)[0])


def _known(trade: Trade, share: int, chance: Random) -> bool | None:
    """Yes or no where somebody asked, which is so in two shops of three."""
    if trade.category in NO_TRADE or chance.randrange(3) == 0:
        return None
    return chance.randrange(100) < share


def _items(trade: Trade, chance: Random) -> tuple[Item, ...]:
    """Most of the trade's price list, in its order; a third of the shops post none."""
    if not trade.items or chance.randrange(3) == 0:
        return ()
    least = (len(trade.items) + 1) // 2
    chosen = chance.sample(range(len(trade.items)), chance.randint(least, len(trade.items)))
    return tuple(trade.items[i] for i in sorted(chosen))
