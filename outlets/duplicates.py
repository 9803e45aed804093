"""Which outlets may be one: asked before one is saved, and of a whole street; and what people decided."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from lifecircle.areas.models import Area
from lifecircle.city.now import city
from lifecircle.geo import Box, Point
from lifecircle.language.marked import Told
from lifecircle.staff.access import require
from lifecircle.staff.rights import Right
from outlets.crowd import Crowd
from outlets.likeness import PHONE_METRES, Match, Sign
from outlets.likeness_names import Places, places_of
from outlets.likeness_trades import PROVINCES
from outlets.merging import merge, split
from outlets.models import Category, DuplicateVerdict, Outlet
from outlets.models.outlet import OutletQuerySet

__all__ = ["Asked", "Likeness", "Pair", "decide", "like", "like_each", "merge", "pairs", "split"]

COLUMNS = ("pk", "name", "category_id", "lat", "lng", "phone", "area_id")
MOST_ALIKE = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """An outlet to be; `but`: the registered one that it is, where it is one."""

    name: str
    category: str
    point: Point
    phone: str = ""
    but: int | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    outlet: Outlet
    score: int
    metres: int
    why: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    first: Outlet
    second: Outlet
    score: int
    metres: int
    why: tuple[Told, ...]


def like(name: str, category: str, point: Point, phone: str = "", but: int | None = None) -> list[Likeness]:
    """The registered outlets that may be this one, the likeliest first: four statements."""
    return like_each([Asked(name, category, point, phone, but)])[0]


def like_each(asked: Sequence[Asked]) -> list[list[Likeness]]:
    """The same for many at once, in as many statements."""
    if not asked:
        return []
    crowd = crowd_around([one.point for one in asked])
    found = [
        crowd.like(Sign(one.name, one.category, one.point, one.phone), but=one.but)[:MOST_ALIKE]
        for one in asked
    ]
    ids = {twin.key for twins in found for twin in twins}
    outlets = Outlet.objects.select_related("category").in_bulk(ids)
    return [[_likeness(outlets[twin.key], twin.match) for twin in twins] for twins in found]


def _likeness(outlet: Outlet, match: Match) -> Likeness:
    return Likeness(outlet, match.score, match.metres, match.why)


def pairs(scope: str, limit: int = 100) -> list[Pair]:
    """Registered twice, it seems, and nobody has decided yet: the likeliest first."""
    here = Outlet.objects.published()
    crowd = _crowd(here.within(scope) if scope else here, _limits())
    decided = set(DuplicateVerdict.objects.values_list("first_id", "second_id"))
    found = sorted(_twins(crowd, decided), key=lambda pair: (-pair[2].score, pair[:2]))[:limit]
    ids = {pk for first, second, _ in found for pk in (first, second)}
    outlets = Outlet.objects.select_related("category", "area").in_bulk(ids)
    return [
        Pair(outlets[first], outlets[second], match.score, match.metres, match.why)
        for first, second, match in found
    ]


def _twins(crowd: Crowd[int], decided: set[tuple[int, int]]) -> Iterator[tuple[int, int, Match]]:
    for pk, sign in crowd:
        for twin in crowd.like(sign, but=pk):
            # both meet each other, so each pair is told by its first
            if pk < twin.key and (pk, twin.key) not in decided:
                yield pk, twin.key, twin.match


def decide(first: Outlet, second: Outlet, same: bool, by: User) -> DuplicateVerdict:
    """Remembers what a person says of two outlets, so that nobody is asked again. Merging is another step."""
    if first.pk == second.pk:
        raise ValidationError(gettext("这是同一条登记。"))
    for outlet in (first, second):
        require(by, Right.MERGE, outlet.area_id)
    low, high = sorted((first.pk, second.pk))
    verdict, _ = DuplicateVerdict.objects.update_or_create(
        first_id=low, second_id=high, defaults={"same": same, "decided_by": by}
    )
    return verdict


def crowd_around(points: Sequence[Point]) -> Crowd[int]:
    """The published outlets that could be compared with one at any of the points."""
    limits = _limits()
    lats, lngs = [point.lat for point in points], [point.lng for point in points]
    box = Box(min(lats), min(lngs), max(lats), max(lngs)).padded(max((PHONE_METRES, *limits.values())))
    return _crowd(Outlet.objects.published().inside(box), limits)


def _crowd(outlets: OutletQuerySet, limits: Mapping[str, float]) -> Crowd[int]:
    rows = list(outlets.order_by("pk").values_list(*COLUMNS))
    places = places_near({area for *_, area in rows if area})
    crowd = Crowd[int](limits, about=rows[0][3] if rows else 0.0, places=places)
    for pk, name, category, lat, lng, phone, _ in rows:
        crowd.add(pk, Sign(name, category, Point(lat, lng), phone))
    return crowd


def _limits() -> dict[str, float]:
    return dict(Category.objects.values_list("pk", "duplicate_metres"))


def places_near(codes: Collection[str]) -> Places:
    """The names of the province, the city and its divisions, of the cities that these codes lie in."""
    here = city().name
    names = [here, f"{here}市"]
    for prefix in sorted({code[:4] for code in codes}):
        province = PROVINCES.get(prefix[:2])
        names += [province, f"{province}省"] if province else []
        names += Area.objects.filter(code__startswith=prefix).order_by("code").values_list("name", flat=True)
    return places_of(tuple(names))
