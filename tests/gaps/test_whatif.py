"""What if one opened here, or that one closed: the same as the check once it has really happened."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.gaps.check import check
from communities.gaps.whatif import BadChange, Change, Closing, LineChange, Opening, WhatIf, what_if
from communities.models import Community
from outlets.models import Category, Outlet
from tests import make
from tests.gaps.town import at


def opening(east: float, north: float = 0.0, category: str = "market") -> Opening:
    return Opening(Category.objects.get(pk=category), at(east, north))


def only(found: WhatIf) -> LineChange:
    [line] = found.lines
    return line


def assert_is_the_check(found: WhatIf, circle: Community, when: datetime | None = None) -> None:
    after = check(circle, at=when).by_code
    for line in found.lines:
        real = after[line.category.code]
        assert line.after.by_place.standard_tenths.tolist() == real.by_place.standard_tenths.tolist()
        assert line.after.by_place.elderly_tenths.tolist() == real.by_place.elderly_tenths.tolist()
        for name in ("state", "elderly_state", "nearest_minutes", "within_target", "within_15", "outlets"):
            assert getattr(line.after, name) == getattr(real, name), name
        assert line.after.elderly_within_target == real.elderly_within_target
        assert line.after.uncovered_metres == pytest.approx(real.uncovered_metres)


def test_a_market_in_the_west_serves_those_who_have_none(
    circle: Community, market: Outlet, compounds: None
) -> None:
    """甲 walks 200 m instead of 900; 乙 would walk 700 to the new one and stays with the old, 600 m away."""
    line = only(what_if(circle, [opening(-400)]))
    assert (line.people(gain=True), line.people(gain=False)) == (300, 0)
    first = line.rows[0]
    assert (first.name, first.residents, first.elderly) == ("甲", 300, 60)
    assert (first.before, first.after, first.old_before, first.old_after) == (14, 4, None, 5)
    assert (first.gains, first.loses, first.old_gains) == (True, False, True)
    assert [row.name for row in line.rows if not row.changes] == ["乙", "丙"]


def test_closing_the_only_market_takes_it_from_all(
    circle: Community, market: Outlet, compounds: None
) -> None:
    line = only(what_if(circle, [Closing(market)]))
    assert (line.people(gain=True), line.people(gain=False)) == (0, 700)
    assert line.people(gain=False, old=True) == 80
    assert line.after.nearest_minutes is None


def test_opening_is_the_check_after_saving_it(circle: Community, market: Outlet, compounds: None) -> None:
    found = what_if(circle, [opening(-400), opening(-100, category="pharmacy")])
    make.outlet("西街菜市场", "market", at(-400))
    make.outlet("西街药店", "pharmacy", at(-100))
    assert [line.category.code for line in found.lines] == ["market", "pharmacy"]
    assert_is_the_check(found, circle)


def test_closing_is_the_check_after_closing_it(circle: Community, market: Outlet, compounds: None) -> None:
    make.also_sells(market, "pharmacy")
    other = make.outlet("北街菜市场", "market", at(0, 200))
    found = what_if(circle, [Closing(market)])
    assert {line.category.code for line in found.lines} == {"market", "pharmacy"}
    market.status, market.status_on, market.status_reason = "closed", date(2026, 1, 1), "拆迁"
    market.save()
    assert_is_the_check(found, circle)
    assert other.pk in {line.after.nearest for line in found.lines}


def test_several_changes_at_a_time_of_day_are_the_check_of_that_time(
    circle: Community, market: Outlet, compounds: None
) -> None:
    when = datetime(2026, 11, 24, 8, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    changes: list[Change] = [Closing(market), opening(-400), opening(400)]
    found = what_if(circle, changes, at=when)
    market.delete()
    make.outlet("西街菜市场", "market", at(-400))
    make.outlet("东街菜市场", "market", at(400))
    assert_is_the_check(found, circle, when)


def test_nothing_is_saved_and_the_next_question_knows_nothing_of_it(
    circle: Community, market: Outlet, compounds: None
) -> None:
    before = check(circle).by_code["market"].by_place.standard_tenths
    what_if(circle, [opening(-400), Closing(market)])
    assert Outlet.objects.count() == 1
    assert np.array_equal(check(circle).by_code["market"].by_place.standard_tenths, before)


def test_without_streets_it_is_by_straight_line_like_the_check(
    circle: Community, market: Outlet, compounds: None, settings: object, tmp_path: object
) -> None:
    settings.STREETS_DIR = tmp_path / "none"  # type: ignore[attr-defined,operator]
    found = what_if(circle, [opening(-400)])
    assert found.estimate
    make.outlet("西街菜市场", "market", at(-400))
    after = check(circle).by_code["market"].by_place.standard_tenths
    assert only(found).after.by_place.standard_tenths.tolist() == after.tolist()


def test_the_number_of_questions_to_the_database_does_not_grow_with_the_changes(
    circle: Community, market: Outlet, compounds: None
) -> None:
    counts = []
    for number in (1, 5):
        changes = [opening(-100.0 * at) for at in range(number)]
        with CaptureQueriesContext(connection) as asked:
            what_if(circle, changes)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_cannot_be_imagined_is_refused_in_words(circle: Community, market: Outlet) -> None:
    for changes, words in (
        ([], "请先说"),
        ([opening(0)] * 11, "最多试 10 处"),
        ([opening(0, -3_000)], "没有可步行的道路"),
        ([opening(0, -9_000)], "9 公里，影响不到"),
    ):
        with pytest.raises(BadChange, match=words):
            what_if(circle, changes)
