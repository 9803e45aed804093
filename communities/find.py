"""Finding a community, a compound or an outlet by name, in Chinese, pinyin or initials."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Case, IntegerField, Q, Value, When

from communities.models import Community, Compound
from lifecircle.search import meant
from outlets.models import Outlet

MOST_COMMUNITIES = 30
MOST_COMPOUNDS = 20
MOST_OUTLETS = 20
LONGEST_QUERY = 40


@dataclass(frozen=True, slots=True)
class Found:
    text: str
    communities: list[Community]
    outlets: list[Outlet]
    compounds: list[Compound]

    def __bool__(self) -> bool:
        return bool(self.communities or self.compounds or self.outlets)


def find(text: str) -> Found:
    """Nothing for an empty text; as many queries whatever it finds."""
    wanted = [each[:LONGEST_QUERY] for each in meant(text)]
    if not any(wanted):
        return Found(text, [], [], [])
    communities = Community.objects.with_areas().filter(_hold(wanted, "", "subdistrict__", "district__"))
    outlets = Outlet.objects.published().filter(_hold(wanted)).select_related("category__group")
    compounds = Compound.objects.filter(_hold(wanted)).select_related(
        "community__district", "community__subdistrict"
    )
    return Found(
        text,
        list(communities.order_by(_rank(wanted), "pk")[:MOST_COMMUNITIES]),
        list(outlets.order_by(_rank(wanted), "pk")[:MOST_OUTLETS]),
        list(compounds.order_by(_rank(wanted), "pk")[:MOST_COMPOUNDS]),
    )


def _hold(wanted: Iterable[str], *of: str) -> Q:
    """Any of the texts, in the key of the row itself or of what belongs to it."""
    return reduce(or_, (Q(**{f"{whose}search_key__holds": text}) for whose in of or ("",) for text in wanted))


def _rank(wanted: Sequence[str]) -> Case:
    """A name, pinyin or initials that begin so come before those that only contain it."""
    return Case(
        When(_hold([f" {text} " for text in wanted]), then=Value(0)),
        When(_hold([f" {text}" for text in wanted]), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
