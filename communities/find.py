"""Finding a community, a compound or an outlet by name, in Chinese, pinyin or initials."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Value, When

from communities.models import Community, Compound
from lifecircle.search import folded
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
    wanted = folded(text)[:LONGEST_QUERY]
    if not wanted:
        return Found(text, [], [], [])
    communities = Community.objects.with_areas().named_like(wanted)
    outlets = Outlet.objects.published().named_like(wanted).select_related("category__group")
    compounds = Compound.objects.named_like(wanted).select_related(
        "community__district", "community__subdistrict"
    )
    return Found(
        text,
        list(communities.order_by(_rank(wanted), "pk")[:MOST_COMMUNITIES]),
        list(outlets.order_by(_rank(wanted), "pk")[:MOST_OUTLETS]),
        list(compounds.order_by(_rank(wanted), "pk")[:MOST_COMPOUNDS]),
    )


def _rank(wanted: str) -> Case:
    """A name, pinyin or initials that begin so come before those that only contain it."""
    return Case(
        When(search_key__holds=f" {wanted} ", then=Value(0)),
        When(search_key__holds=f" {wanted}", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
