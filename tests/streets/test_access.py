"""Who may walk where, row by row."""

import pytest

from lifecircle.walking.access import Passage, crossing, incline_percent, passage, walkway
from lifecircle.walking.network import PieceFlag, StreetClass
from tests.streets.rules_page import PAGE, TABLES, between


def tags(text: str) -> dict[str, str]:
    """ "highway=path foot=no" as tags."""
    return dict(pair.split("=", 1) for pair in text.split())


WALKED = """
highway=footway
highway=residential oneway=yes
highway=trunk
highway=motorway foot=yes
highway=cycleway foot=designated
highway=primary sidewalk=separate
highway=service access=private
highway=service access=no foot=yes
highway=track access=agricultural;permissive
highway=path access=unheard_of
highway=corridor indoor=yes
highway=primary motorroad=yes foot=yes
highway=path sac_scale=hiking
highway=footway tunnel=building_passage
man_made=pier
""".strip().splitlines()

NOT_WALKED = """
highway=motorway
highway=primary motorroad=yes
highway=footway foot=no
highway=residential access=no
highway=track access=forestry
highway=cycleway
highway=bridleway
highway=busway
highway=platform
railway=platform
route=ferry
highway=construction construction=footway
highway=proposed
highway=via_ferrata
highway=path sac_scale=demanding_mountain_hiking
highway=pedestrian area=yes
highway=service access=private emergency=yes
highway=path impassable=yes
building=yes
""".strip().splitlines()


@pytest.mark.parametrize("text", WALKED)
def test_one_may_walk_there(text: str) -> None:
    assert walkway(tags(text)) is not None


@pytest.mark.parametrize("text", NOT_WALKED)
def test_nobody_walks_there(text: str) -> None:
    assert walkway(tags(text)) is None


DIRECTIONS = {
    "highway=residential oneway=yes": (True, True),
    "highway=pedestrian oneway=yes": (True, True),
    "highway=footway oneway=yes": (True, False),
    "highway=footway oneway=yes bicycle=yes": (True, True),
    "highway=footway oneway=-1": (False, True),
    "highway=residential oneway:foot=yes": (True, False),
    "highway=residential oneway=yes oneway:foot=-1": (False, True),
    "highway=footway oneway=yes oneway:foot=no": (True, True),
    "highway=path foot:backward=no": (True, False),
    "highway=path foot:forward=no": (False, True),
    "highway=steps conveying=forward": (True, False),
    "highway=steps conveying=backward": (False, True),
    "highway=steps conveying=yes": (True, True),
}


@pytest.mark.parametrize(("text", "directions"), DIRECTIONS.items())
def test_which_ways_one_may_walk(text: str, directions: tuple[bool, bool]) -> None:
    found = walkway(tags(text))
    assert found is not None
    assert (found.forward, found.backward) == directions


NODES = {
    "barrier=gate": Passage.ALL,
    "barrier=gate access=private": Passage.ALL,
    "barrier=gate access=no": Passage.NOBODY,
    "barrier=gate access=no foot=yes": Passage.ALL,
    "barrier=bollard": Passage.ALL,
    "barrier=wall": Passage.NOBODY,
    "barrier=fence foot=yes": Passage.ALL,
    "barrier=stile": Passage.NOT_REDUCED,
    "barrier=kissing_gate wheelchair=yes": Passage.ALL,
    "kerb=raised": Passage.NOT_REDUCED,
    "barrier=kerb": Passage.NOT_REDUCED,
    "barrier=kerb kerb=lowered": Passage.ALL,
    "kerb=flush": Passage.ALL,
    "highway=crossing": Passage.ALL,
}


@pytest.mark.parametrize(("text", "who"), NODES.items())
def test_who_gets_past_a_node(text: str, who: Passage) -> None:
    assert passage(tags(text)) is who


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("highway=steps", False),
        ("highway=steps ramp:wheelchair=yes", True),
        ("highway=steps wheelchair=yes", True),
        ("highway=footway", True),
        ("highway=footway wheelchair=no", False),
    ],
)
def test_where_reduced_mobility_goes(text: str, may: bool) -> None:
    found = walkway(tags(text))
    assert found is not None
    assert found.reduced is may


def test_the_outline_of_a_square_is_walked_where_asked_for() -> None:
    assert walkway(tags("highway=pedestrian area=yes"), squares=True) is not None


def test_private_is_marked() -> None:
    found = walkway(tags("highway=service access=private"))
    assert found is not None
    assert PieceFlag.PRIVATE in found.flags


def test_a_footway_over_the_road_is_a_crossing() -> None:
    found = walkway(tags("highway=footway footway=crossing"))
    assert found is not None
    assert found.kind is StreetClass.CROSSING


def test_a_node_says_that_it_is_a_crossing() -> None:
    assert crossing(tags("highway=crossing crossing=zebra"))


def test_crossing_no_is_none() -> None:
    assert not crossing(tags("crossing=no"))


@pytest.mark.parametrize(
    ("text", "percent"),
    [("8%", 8.0), ("-8 %", -8.0), ("10°", 17.63), ("up", None), ("", None), ("nan", None), ("900", None)],
)
def test_an_incline_is_read(text: str, percent: float | None) -> None:
    assert incline_percent(text) == pytest.approx(percent, abs=0.01)


@pytest.mark.parametrize("name", TABLES)
def test_the_page_shows_the_table_of_the_code(name: str) -> None:
    assert between(PAGE.read_text(encoding="utf-8"), name) == TABLES[name]()
