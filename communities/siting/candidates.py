"""Where an outlet could open: along the streets, in vacant premises, in public buildings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.gaps.standing import Standing
from communities.models import Premises, PremisesKind
from communities.reach import DEFAULT_MINUTES
from lifecircle.geo import Point, metres_between, metres_per_degree
from lifecircle.walking import DETOUR, STANDARD
from lifecircle.walking.lines import metres_apart
from lifecircle.walking.network import NO_NAME, Floats, Int64s, PieceFlag, StreetClass
from lifecircle.walking.streets import Streets
from lifecircle.walking.stretches import Stretches, places_on
from lifecircle.walking.words import wind
from outlets.models import Outlet, PositionQuality, Tier

# One point at least every so many metres of street, and one at most in a square of that size
STREET_METRES = 55.0

# The same where more than a few circles are asked about
WIDE_STREET_METRES = 110.0
FEW_CIRCLES = 10

# Without streets points stand on a grid
GRID_METRES = 100.0

# An unnamed way is told by a named one not farther than this
NEAR_METRES = 80.0

# Public services that have a house in which a room may be found; not schools, nor what stands in the open
HOUSES = ("community_centre", "clinic", "canteen", "library", "activity_room")

# Up to so many ids, a query names them
FEW = 2_000


class Kind(TextChoices):
    STREET = "street", gettext_lazy("街边")
    VACANT = "vacant", gettext_lazy("空置房屋")
    PUBLIC = "public", gettext_lazy("公共用房")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where on a street, as seen from a circle's centre; `bearing` in degrees from north. `circle`: its name,
    "" where it is the only one; `street`: "" where none is named near."""

    street: str
    circle: str
    bearing: float
    metres: int

    @property
    def name(self) -> str:
        """和政西街，中心东北 320 米."""
        where = f"{wind(self.bearing)} {self.metres} 米" if self.metres else ""
        place = f"{self.circle}中心{where}"
        return f"{self.street}，{place}" if self.street else place


@dataclass(frozen=True, slots=True)
class Candidate:
    """`circle`: a row of the circles asked about. `premises`: pk, None for a point of a street or a building
    known as an outlet. `sample`: made up. `position_quality`: None for a point of a street, of which `spot`
    says where it is."""

    name: str
    kind: Kind
    point: Point
    circle: int
    premises: int | None = None
    sample: bool = False
    position_quality: str | None = None
    spot: Spot | None = None

    @property
    def position_words(self) -> str:
        """位置大致, 位置示意, or "" where it was surveyed or is a point of a street."""
        if self.position_quality in (None, PositionQuality.SURVEYED):
            return ""
        return _("位置{quality}").format(quality=PositionQuality(self.position_quality).label)

    @property
    def caveat(self) -> str:
        """What must be said beside the name, or ""."""
        return _("，").join(
            words for words in (_("示例") if self.sample else "", self.position_words) if words
        )


def candidates_of(standings: Sequence[Standing], kinds: Iterable[Kind]) -> list[Candidate]:
    """Two queries. Of two street points in one square the first stays."""
    wanted = set(kinds)
    found: list[Candidate] = []
    if wanted & {Kind.VACANT, Kind.PUBLIC}:
        found += _premises(standings, wanted)
    if Kind.PUBLIC in wanted:
        found += _public_buildings(standings)
    if Kind.STREET in wanted:
        squares: set[tuple[int, int]] = set()
        for row, standing in enumerate(standings):
            found += _street_points(row, standing, squares, len(standings))
    return found


def street_metres(circles: int) -> float:
    """How close street points stand in a question about so many circles."""
    return STREET_METRES if circles <= FEW_CIRCLES else WIDE_STREET_METRES


def _premises(standings: Sequence[Standing], kinds: set[Kind]) -> list[Candidate]:
    row = {standing.circle.pk: number for number, standing in enumerate(standings)}
    wanted = [PremisesKind(kind.value) for kind in kinds if kind is not Kind.STREET]
    own = Premises.objects.filter(community__in=row, kind__in=wanted).order_by("community", "name")
    return [
        Candidate(
            each.name,
            Kind(each.kind),
            each.point,
            row[each.community_id],
            each.pk,
            each.sample,
            each.position_quality,
        )
        for each in own
    ]


def _public_buildings(standings: Sequence[Standing]) -> list[Candidate]:
    """Where a public service is on the map, within the centre's 15 minutes."""
    nearest: dict[int, int] = {}
    for row, standing in enumerate(standings):
        for pk in standing.reach[0].ids.tolist():
            nearest.setdefault(pk, row)
    own = Outlet.objects.published().filter(category__tier=Tier.PUBLIC, category__in=HOUSES)
    buildings = own.filter(pk__in=list(nearest)) if len(nearest) <= FEW else own
    return [
        Candidate(
            each.name,
            Kind.PUBLIC,
            each.point,
            nearest[each.pk],
            sample=each.sample,
            position_quality=each.position_quality,
        )
        for each in buildings.order_by("name", "pk")
        if each.pk in nearest
    ]


def _street_points(
    row: int, standing: Standing, squares: set[tuple[int, int]], circles: int
) -> list[Candidate]:
    if standing.streets is None or standing.reached is None:
        return _grid_points(row, standing, squares, circles)
    metres = street_metres(circles)
    network, segments = standing.streets.network, standing.streets.segments
    ways = standing.reached.of_pieces(_shops_may_stand(standing.streets))
    parts = ways.chopped(segments, metres)
    lat, lng = places_on(network, segments, parts.piece, (parts.begin + parts.end) / 2.0)
    # the longest parts first: a stub of a way does not stand for its square
    order = np.argsort(-parts.metres(segments), kind="stable")
    kept = np.array(_one_a_square(lat[order], lng[order], metres, squares), np.int64)
    chosen = order[kept] if kept.size else order[:0]
    names = _street_names(standing.streets, ways, parts.piece[chosen], lat[chosen], lng[chosen])
    return [
        _on_street(name, Point(*at), row, standing, circles)
        for name, at in zip(names, zip(lat[chosen].tolist(), lng[chosen].tolist(), strict=True), strict=True)
    ]


def _shops_may_stand(streets: Streets) -> np.ndarray:
    """[M] not the carriageway of a main road, not private ground, not an island; what nobody lives on is out
    already."""
    network = streets.network
    private = (network.piece_flags & (PieceFlag.PRIVATE | PieceFlag.INSIDE)) > 0
    may: np.ndarray = (
        (network.piece_class != StreetClass.MAIN) & ~private & network.node_main[network.piece_a]
    )
    return may


def _grid_points(
    row: int, standing: Standing, squares: set[tuple[int, int]], circles: int
) -> list[Candidate]:
    """A grid round the centre as far as one walks in 15 minutes by the estimate."""
    centre = standing.circle.point
    per_lat, per_lng = metres_per_degree(centre.lat)
    most = STANDARD.metres_in(DEFAULT_MINUTES) / DETOUR
    steps = np.arange(-most // GRID_METRES, most // GRID_METRES + 1) * GRID_METRES
    north, east = (each.ravel() for each in np.meshgrid(steps, steps))
    inside = np.hypot(north, east) <= most
    lat, lng = centre.lat + north[inside] / per_lat, centre.lng + east[inside] / per_lng
    kept = _one_a_square(lat, lng, GRID_METRES, squares)
    points = [Point(float(lat[at]), float(lng[at])) for at in kept]
    return [_on_street("", point, row, standing, circles) for point in points]


def _one_a_square(lat: Floats, lng: Floats, metres: float, squares: set[tuple[int, int]]) -> list[int]:
    """Which of the places are the first in their square; `squares` remembers."""
    if not lat.size:
        return []
    per_lat, per_lng = metres_per_degree(float(np.round(lat[0], 1)))
    rows, columns = (np.floor(at * per / metres) for at, per in ((lat, per_lat), (lng, per_lng)))
    kept = []
    for number, square in enumerate(
        zip(rows.astype(int).tolist(), columns.astype(int).tolist(), strict=True)
    ):
        if square not in squares:
            squares.add(square)
            kept.append(number)
    return kept


def _street_names(streets: Streets, ways: Stretches, piece: Int64s, lat: Floats, lng: Floats) -> list[str]:
    """The name of the way, of the nearest named one, or ""."""
    network, segments = streets.network, streets.segments
    named = ways.of_pieces(network.piece_name != NO_NAME).chopped(segments, STREET_METRES)
    own = network.piece_name[piece]
    at_lat, at_lng = places_on(network, segments, named.piece, (named.begin + named.end) / 2.0)
    found = []
    for name, here_lat, here_lng in zip(own.tolist(), lat.tolist(), lng.tolist(), strict=True):
        if name == NO_NAME and len(named):
            away = metres_apart(np.array(here_lat), np.array(here_lng), at_lat, at_lng)
            best = int(away.argmin())
            name = int(network.piece_name[named.piece[best]]) if away[best] <= NEAR_METRES else NO_NAME
        found.append(network.names[name] if name != NO_NAME else "")
    return found


def _on_street(street: str, point: Point, row: int, standing: Standing, circles: int) -> Candidate:
    circle = standing.circle
    metres = round(metres_between(circle.point, point) / 10.0) * 10
    per_lat, per_lng = metres_per_degree(circle.lat)
    north, east = (point.lat - circle.lat) * per_lat, (point.lng - circle.lng) * per_lng
    bearing = float(np.degrees(np.arctan2(east, north))) % 360.0
    spot = Spot(street, circle.name if circles > 1 else "", bearing, metres)
    return Candidate(spot.name, Kind.STREET, point, row, spot=spot)
