"""One category on the map of its circle, as SVG without scripts: streets left grey, homes, outlets."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from communities.gaps.check import CategoryLine, CircleCheck
from communities.gaps.people import Basis
from communities.gaps_page.kept import Checked, grey
from communities.route_page import Ground, ground_of, path_data
from lifecircle.geo import Box, Point
from lifecircle.walking import shown_minutes
from lifecircle.walking.network import Floats
from outlets.models import Outlet

AROUND_METRES = 1_000  # about what a standard walker reaches in 15 minutes
AREAS = frozenset({"water", "green"})
WAYS = frozenset({"river", "railway", "service", "street", "tertiary", "secondary", "main"})
DOT = (9, 30)  # radius of the smallest and of the largest home
MOST_OUTLETS = 60
MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class Home:
    """A compound on the sheet; `near`: the category is within its target minutes."""

    x: int
    y: int
    radius: int
    near: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A compound, or a street where residents are spread. None: people unknown, minutes more than 15."""

    name: str
    residents: float | None
    elderly: float | None
    minutes: int | None
    minutes_elderly: int | None
    beyond: float


@dataclass(frozen=True, slots=True)
class GreySheet:
    """In metres. `grey`: path data; `places`: whom it leaves out, the most first."""

    ground: Ground
    under: list[tuple[str, str]]
    ways: list[tuple[str, str]]
    grey: str
    centre: tuple[int, int]
    homes: list[Home]
    outlets: list[tuple[int, int]]
    listed: list[tuple[int, str, str]]
    places: list[Place]
    more_places: int


def drawn(found: Checked, line: CategoryLine) -> GreySheet:
    """One query, for the outlets."""
    check, circle = found.check, found.check.circle
    box = Box.around(circle.point, AROUND_METRES)
    own = check.homes.basis is not Basis.SPREAD
    corners = [Point(box.south, box.west), Point(box.north, box.east), *(check.homes.points if own else ())]
    ground = ground_of(corners)
    outlets = list(_outlets(line, box))
    places = _places(check, line)
    return GreySheet(
        ground,
        [(kind, path) for kind, path in ground.layers if kind in AREAS],
        [(kind, path) for kind, path in ground.layers if kind in WAYS],
        _path(ground, grey(found, line)),
        ground.place(circle.lat, circle.lng),
        _homes(check, line, ground) if own else [],
        [ground.place(lat, lng) for _, _, _, lat, lng in outlets],
        [(pk, name, address) for pk, name, address, _, _ in outlets],
        places[:MOST_PLACES],
        max(0, len(places) - MOST_PLACES),
    )


def _path(ground: Ground, grey: dict[str, Any]) -> str:
    lines = (line for each in grey["features"] for line in each["geometry"]["coordinates"])
    return "".join(path_data([ground.place(lat, lng) for lng, lat in line], closed=False) for line in lines)


def _homes(check: CircleCheck, line: CategoryLine, ground: Ground) -> list[Home]:
    homes = check.homes
    if not len(homes):
        return []
    least, most = DOT
    part = np.sqrt(homes.residents / max(1.0, float(homes.residents.max())))
    near = _near(line.by_place.standard, line.target_minutes)
    spots = [ground.place(point.lat, point.lng) for point in homes.points]
    sizes = (least + part * (most - least)).round().astype(int).tolist()
    rows = zip(spots, sizes, near.tolist(), strict=True)
    return sorted((Home(*spot, size, close) for spot, size, close in rows), key=lambda home: -home.radius)


def _near(seconds: Floats, minutes: int) -> Any:
    return np.nan_to_num(seconds, nan=np.inf) <= minutes * 60.0 + 1e-6


def _outlets(line: CategoryLine, box: Box) -> Iterable[Any]:
    rows = Outlet.objects.published().of_categories([line.category.code]).inside(box).order_by("pk")
    return rows.values_list("pk", "name", "address", "lat", "lng")[:MOST_OUTLETS]


def uncounted(check: CircleCheck) -> dict[int, tuple[bool, bool]]:
    """By compound whose people are not all known: whether residents are, and those of 60 and more.

    The arrays of a check hold nought there. One query, and none where all are known.
    """
    if not (check.homes.unplaced.without_number or check.homes.unplaced.without_elderly):
        return {}
    rows = check.circle.compounds.values_list("pk", "residents", "residents_60")
    return {pk: (one is not None, old is not None) for pk, one, old in rows}


def _places(check: CircleCheck, line: CategoryLine) -> list[Place]:
    homes, known = check.homes, uncounted(check)
    rows = zip(
        homes.names,
        homes.compound_pks.tolist(),
        homes.residents.tolist(),
        homes.elderly.tolist(),
        line.by_place.standard.tolist(),
        line.by_place.elderly.tolist(),
        _near(line.by_place.standard, line.target_minutes).tolist(),
        strict=True,
    )
    places = []
    for name, pk, people, old, ordinary, slow, near in rows:
        one, two = known.get(pk, (True, True))
        minutes = _minutes(ordinary), _minutes(slow)
        told = people if one else None, old if two else None
        places.append(Place(name, *told, *minutes, 0.0 if near else people))
    found = by_street(places) if homes.basis is Basis.SPREAD else places
    return sorted(found, key=lambda place: (-place.beyond, -(place.minutes or 99), place.name))


def by_street(places: Sequence[Place]) -> list[Place]:
    """What is left out along each named street; the minutes are those of its farthest stretch."""
    streets: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        if place.beyond:
            streets[place.name].append(place)
    return [
        Place(
            name,
            sum(part.residents or 0 for part in parts),
            sum(part.elderly or 0 for part in parts),
            _farthest(part.minutes for part in parts),
            _farthest(part.minutes_elderly for part in parts),
            sum(part.beyond for part in parts),
        )
        for name, parts in streets.items()
    ]


def _farthest(minutes: Iterable[int | None]) -> int | None:
    known = list(minutes)
    return None if None in known else max(each for each in known if each is not None)


def _minutes(seconds: float) -> int | None:
    return None if np.isnan(seconds) else shown_minutes(seconds)
