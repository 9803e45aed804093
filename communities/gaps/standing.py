"""What the centre of a circle reaches: its outlets at two paces, and the streets walked on the way."""

from dataclasses import dataclass

from communities.engines import Trip
from communities.models import Community
from communities.reach import DEFAULT_MINUTES, Walker
from lifecircle.walking import STANDARD, Pace, Reach
from lifecircle.walking.coverage import lived_on, reached
from lifecircle.walking.pace import ELDERLY
from lifecircle.walking.streets import Streets
from lifecircle.walking.stretches import Stretches

PACES_CHECKED: tuple[Pace, Pace] = (STANDARD, ELDERLY)


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """`reach`: what is within 15 minutes at each of PACES_CHECKED.

    `reached` is the street that people live on, within 15 minutes at standard pace. It and `streets` are None
    where straight lines must do.
    """

    circle: Community
    trip: Trip
    reach: tuple[Reach, Reach]
    streets: Streets | None
    reached: Stretches | None

    @property
    def border_ends(self) -> int:
        """At how many places the search from the centre ran into the edge of the street data."""
        return self.trip.border_ends


def stand(circle: Community, walker: Walker) -> Standing:
    trip, slow = (
        walker.engines.trip(circle.point, pace=pace, minutes=DEFAULT_MINUTES) for pace in PACES_CHECKED
    )
    both = trip.reach(), slow.reach()
    streets = walker.engines.streets
    if trip.tree is None or streets is None:
        return Standing(circle, trip, both, None, None)
    ways = reached(trip.tree).of_pieces(lived_on(streets.network))
    return Standing(circle, trip, both, streets, ways)
