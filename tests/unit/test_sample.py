"""Made-up outlets: the same at every call, plainly made up, and never two on one spot."""

from collections import Counter

import pytest
from django.conf import settings

from lifecircle.geo import Box, Point, metres_between
from outlets.hours import check
from outlets.models.outlet import phone_validator
from outlets.sample import Neighbourhood, SampleOutlet, lacking, sample_outlets
from outlets.sample_streets import REACH_METRES, SPACING_METRES
from outlets.sample_trades import Trade, read_trades

TABLE = settings.BASE_DIR / "fixtures" / "tables" / "sample_trades.csv"
HOME = Neighbourhood("620102007003", "甘家巷社区", "白银路街道", "城关区", Point(36.0462, 103.8200))
NEXT = Neighbourhood("620102007001", "安定门社区", "白银路街道", "城关区", Point(36.0480, 103.8205))


@pytest.fixture(scope="module")
def trades() -> list[Trade]:
    return read_trades(TABLE)


@pytest.fixture(scope="module")
def made(trades: list[Trade]) -> list[SampleOutlet]:
    return list(sample_outlets([HOME, NEXT], trades))


def test_two_calls_make_the_same_street(made: list[SampleOutlet], trades: list[Trade]) -> None:
    assert list(sample_outlets([NEXT, HOME], trades)) == made


def test_a_community_has_about_sixty(made: list[SampleOutlet]) -> None:
    assert all(45 <= number <= 75 for number in Counter(outlet.scope for outlet in made).values())


def test_a_community_has_about_ten_public_services(made: list[SampleOutlet], trades: list[Trade]) -> None:
    public = {trade.category for trade in trades[26:]}
    assert 7 <= sum(outlet.category in public and outlet.scope == HOME.code for outlet in made) <= 13


def test_no_two_stand_on_one_spot(made: list[SampleOutlet]) -> None:
    points = [outlet.point for outlet in made]
    pairs = ((a, b) for i, a in enumerate(points) for b in points[:i])
    assert min(metres_between(a, b) for a, b in pairs) >= SPACING_METRES


def test_all_stand_within_a_walk_of_their_centre(made: list[SampleOutlet]) -> None:
    centres = {HOME.code: HOME.centre, NEXT.code: NEXT.centre}
    assert max(metres_between(centres[outlet.scope], outlet.point) for outlet in made) <= REACH_METRES


def test_half_stand_in_the_inner_third_of_the_ground(made: list[SampleOutlet]) -> None:
    near = [metres_between(HOME.centre, o.point) < REACH_METRES * 0.6 for o in made if o.scope == HOME.code]
    assert sum(near) > len(near) / 2


def test_all_hours_of_the_table_can_be_read(trades: list[Trade]) -> None:
    assert [text for trade in trades for text in trade.hours if check(text) is not None] == []


def test_some_hours_are_unknown(made: list[SampleOutlet]) -> None:
    assert 0.02 < sum(not outlet.opening_hours for outlet in made) / len(made) < 0.2


def test_phones_are_valid_and_plainly_made_up(made: list[SampleOutlet]) -> None:
    phones = [outlet.phone for outlet in made if outlet.phone]
    for phone in phones:
        phone_validator(phone)
    assert all(phone.startswith("0931-000 ") for phone in phones)


def test_every_address_says_that_it_is_a_sample(made: list[SampleOutlet]) -> None:
    assert all(outlet.address.endswith("（示例）") for outlet in made)


def test_every_chain_says_that_it_is_a_sample(made: list[SampleOutlet]) -> None:
    assert {outlet.brand[:4] for outlet in made} == {"", "示例连锁"}


def test_names_are_not_repeated_in_one_community(made: list[SampleOutlet]) -> None:
    assert max(Counter((outlet.scope, outlet.name) for outlet in made).values()) == 1


def test_what_a_quarter_lacks_none_of_its_outlets_sells(
    made: list[SampleOutlet], trades: list[Trade]
) -> None:
    sold = [(outlet, {outlet.category, *outlet.further}) for outlet in made]
    assert not any(categories & lacking(outlet.point, trades) for outlet, categories in sold)


def test_some_quarters_lack_nothing_and_none_lacks_more_than_five(trades: list[Trade]) -> None:
    city = Box(36.0, 103.4, 36.15, 103.95)
    steps = range(20)
    numbers = {
        len(
            lacking(
                Point(
                    city.south + (city.north - city.south) * i / 20,
                    city.west + (city.east - city.west) * j / 20,
                ),
                trades,
            )
        )
        for i in steps
        for j in steps
    }
    assert numbers == {0, 1, 2, 3, 4, 5}


def test_a_trade_that_every_street_has_is_never_lacking(trades: list[Trade]) -> None:
    never = {trade.category for trade in trades if not trade.lack}
    assert "convenience" in never
    assert not any(lacking(Point(36.0 + i / 50, 103.8), trades) & never for i in range(50))
