"""Coverage on the real streets of a city's centre, beside a search from every home and beside paces along
every street."""

import numpy as np
import pytest

from lifecircle.geo import Point
from lifecircle.walking.coverage import Coverage, Places, lived_on, reached
from lifecircle.walking.network import Floats
from lifecircle.walking.osm_network import Order, read_network
from lifecircle.walking.pace import ELDERLY, STANDARD, Pace
from lifecircle.walking.placement import Placement
from lifecircle.walking.streets import Streets
from lifecircle.walking.stretches import places_on
from tests.imports.osm_xml import DATA

EXTRACT = DATA / "helsinki_kamppi.osm.pbf"
pytestmark = pytest.mark.skipif(not EXTRACT.is_file(), reason=f"no extract {EXTRACT} (set LIFECIRCLE_DATA)")
SOUTH, WEST, NORTH, EAST = 60.1642, 24.9352, 60.1791, 24.9534
STATION = Point(60.1706, 24.9412)


def scattered(count: int, seed: int) -> tuple[Floats, Floats]:
    dice = np.random.default_rng(seed)
    return dice.uniform(SOUTH, NORTH, count), dice.uniform(WEST, EAST, count)


@pytest.fixture(scope="module")
def streets() -> Streets:
    """With twelve outlets of something that stands thin."""
    network = read_network(EXTRACT, Order(revision="1", name="Kamppi"))
    bare = Streets.over(network)
    return bare.with_placement(Placement(network, bare.segments, range(12), *scattered(12, 5)))


@pytest.mark.parametrize("pace", [STANDARD, ELDERLY])
def test_any_home_is_told_the_tenth_that_its_own_search_finds(streets: Streets, pace: Pace) -> None:
    homes = [Point(lat, lng) for lat, lng in zip(*scattered(150, 6), strict=True)]
    coverage = Coverage(streets, np.arange(streets.placement.doors.id.size), pace=pace, minutes=15.0)
    found = coverage.of_places(Places.of(streets.segments, [(home, ()) for home in homes]))
    trees = [streets.search(home, pace=pace, minutes=15.0) for home in homes]
    firsts = [tree.arrivals.tenths[:1].tolist() if tree else [] for tree in trees]
    assert found.tolist() == [first[0] if first else -1 for first in firsts]
    assert len(set(found.tolist())) > 100


def test_the_street_left_grey_is_what_pacing_it_out_finds(streets: Streets) -> None:
    tree = streets.search(STATION, minutes=15.0)
    assert tree is not None
    ways = reached(tree).of_pieces(lived_on(streets.network))
    coverage = Coverage(streets, np.arange(streets.placement.doors.id.size), pace=STANDARD, minutes=15.0)
    grey = ways.minus(coverage.within(ways.pieces, 5.0)).metres(streets.segments).sum()
    steps = ways.chopped(streets.segments, 2.0)
    lat, lng = places_on(streets.network, streets.segments, steps.piece, (steps.begin + steps.end) / 2.0)
    tenths = coverage.of_places(Places.on(steps, lat, lng))
    far = (tenths < 0) | (tenths > 3_000)
    assert 1_000 < grey < ways.metres(streets.segments).sum()
    assert grey == pytest.approx(steps.metres(streets.segments)[far].sum(), rel=2e-3)
