"""Time of day, the edge of the data, grades, and reports read again."""

from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from communities.completeness import verdicts
from communities.gaps.check import State, check
from communities.gaps.grade import RULE, RULE_VERSION, graded
from communities.gaps.reports import compare, content_of
from communities.models import CheckReport, Community, Grade, ReportKind
from outlets.models import Outlet
from tests import make
from tests.gaps.town import ORIGIN, TOWN, at

MONDAY = datetime(2026, 3, 2, tzinfo=ZoneInfo("Asia/Shanghai"))
FULL = {"basic": 100.0, "quality": 100.0, "satisfaction": 95.0, "chain": 31.0, "facility": 30.0}


def test_a_market_that_closes_at_noon_does_not_serve_the_evening(circle: Community, market: Outlet) -> None:
    Outlet.objects.filter(pk=market.pk).update(opening_hours="Mo-Su 06:00-12:00")
    states = [check(circle, at=MONDAY.replace(hour=hour)).by_code["market"].state for hour in (9, 18)]
    assert states == [State.HAS, State.GAP]


def test_it_is_open_on_arrival_that_counts(circle: Community, market: Outlet) -> None:
    """The market is 272.7 s away from the centre, 375 s for the elderly."""
    Outlet.objects.filter(pk=market.pk).update(opening_hours="Mo-Su 06:00-12:00")
    line = check(circle, at=MONDAY.replace(hour=11, minute=55)).by_code["market"]
    assert (line.state, line.elderly_state) == (State.HAS, State.GAP)


def test_hours_that_nobody_knows_serve_and_are_counted(circle: Community, market: Outlet) -> None:
    found = check(circle, at=MONDAY.replace(hour=3))
    line = found.by_code["market"]
    assert (line.state, line.outlets, line.hours_unknown) == (State.HAS, 1, 1)
    assert found.assumptions["hours_unknown"] == 1


def test_paused_outlets_do_not_serve_at_any_time(circle: Community, market: Outlet) -> None:
    Outlet.objects.filter(pk=market.pk).update(
        status="suspended", status_on=date(2026, 1, 1), status_reason="装修"
    )
    assert check(circle).by_code["market"].state is State.GAP


def test_further_categories_count_and_so_do_outlets_of_other_circles(circle: Community) -> None:
    make.community("邻居", "620104007002", at(900))
    make.also_sells(make.outlet("药店", "pharmacy", at(850)), "convenience")
    found = check(circle)
    assert [found.by_code[code].outlets for code in ("pharmacy", "convenience")] == [1, 1]


@pytest.fixture
def cut_short(circle: Community, settings: Any, tmp_path: Path) -> Community:
    """The same town in an extract that ends 800 m east of the centre, on a street that leads on."""
    text = TOWN.read_text(encoding="utf-8").replace(f'lon="{at(1_200).lng:.7f}"', f'lon="{at(850).lng:.7f}"')
    east = f"{at(800).lng:.7f}"
    begin = text.index('maxlon="') + len('maxlon="')
    file = tmp_path / "cut.osm"
    file.write_text(text[:begin] + east + text[text.index('"', begin) :], encoding="utf-8")
    settings.STREETS_DIR = tmp_path / "cut"
    call_command("import_streets", str(file), stdout=StringIO(), stderr=StringIO())
    return circle


def test_where_the_data_end_nothing_is_called_lacking(cut_short: Community) -> None:
    make.outlet("市场", "market", at(300))
    make.outlet("便利店", "convenience", at(-600))
    found = check(cut_short)
    states = [found.by_code[code].state for code in ("market", "convenience", "pharmacy")]
    assert found.border_ends > 0
    assert states == [State.HAS, State.FAR, State.UNKNOWN]


def test_sheet_and_check_say_the_same(cut_short: Community) -> None:
    make.outlet("市场", "market", at(300))
    make.outlet("便利店", "convenience", at(-600))
    [verdict] = verdicts([cut_short])
    assert [(line.category, line.state) for line in check(cut_short).lines] == verdict.states


@pytest.mark.parametrize(
    ("changed", "grade"),
    [
        ({}, Grade.QUALITY),
        ({"chain": 29.9}, Grade.IMPROVED),
        ({"satisfaction": 79.0}, Grade.BASIC),
        ({"basic": 92.9}, Grade.BASIC),
        ({"basic": 50.0}, None),
    ],
)
def test_a_grade_needs_all_its_conditions(changed: dict[str, float], grade: Grade | None) -> None:
    verdict = graded({**FULL, **changed})
    assert (verdict.grade, verdict.missing, verdict.rule_version) == (grade, [], RULE_VERSION)


def test_every_condition_is_told_with_its_numbers() -> None:
    verdict = graded({**FULL, "chain": 12.5})
    assert len(verdict.reasons) == sum(map(len, RULE.values()))
    assert "连锁化率 12.5%，品质要 30%：不够" in [reason.words for reason in verdict.reasons]


def test_without_the_facts_there_is_no_grade_and_it_says_which() -> None:
    verdict = graded({**FULL, "satisfaction": None}, missing=["3 类业态数据不足"])
    assert (verdict.grade, verdict.missing) == (None, ["3 类业态数据不足", "居民满意度"])


def test_the_three_goals_open_their_parts(circle: Community, market: Outlet) -> None:
    make.outlet("连锁药店", "pharmacy", at(100), brand="惠仁堂")
    make.outlet("社区服务站", "community_centre", at(50))
    circle.facility_m2, circle.households = 900, 2_000
    circle.satisfaction, circle.satisfaction_sample = Decimal("92.5"), 200
    found = check(circle)
    goals = (found.chain, found.facility_per_100, found.satisfaction)
    assert [(goal.value, goal.part, goal.whole, goal.reached) for goal in goals if goal] == [
        (50.0, 1, 2, True),
        (45.0, 900, 2_000, True),
        (92.5, 185.0, 200, True),
    ]


def test_goals_without_their_facts_are_none(circle: Community) -> None:
    circle.facility_m2, circle.households = 900, 0
    found = check(circle)
    assert (found.chain, found.facility_per_100, found.satisfaction) == (None, None, None)


@pytest.fixture
def report(circle: Community, market: Outlet, compounds: None) -> CheckReport:
    assumptions, lines = content_of(check(circle))
    kept = CheckReport.objects.create(
        community=circle,
        taken_on=date(2026, 3, 1),
        month=date(2026, 3, 1),
        kind=ReportKind.BY_HAND,
        assumptions=assumptions,
        lines=lines,
    )
    return CheckReport.objects.get(pk=kept.pk)


def test_a_report_read_again_at_once_differs_in_nothing(report: CheckReport) -> None:
    assert not compare(report, check(report.community))


def test_a_report_read_later_tells_what_has_changed(report: CheckReport) -> None:
    Outlet.objects.update(status="closed", status_on=date(2026, 3, 2), status_reason="搬走")
    found = compare(report, check(report.community))
    states = [(d.of, d.before, d.now) for d in found.lines if d.key == "state"]
    assert states == [("菜市场", "has", "gap")]
    assert ("within_target", {"part": 700, "whole": 1000}, {"part": 0, "whole": 1000}) in [
        (d.key, d.before, d.now) for d in found.lines
    ]
    assert "register" in {d.key for d in found.assumptions}


def test_a_far_away_centre_without_outlets_lacks_everything(circle: Community) -> None:
    circle.lat, circle.lng = ORIGIN.lat + 1.0, ORIGIN.lng
    found = check(circle)
    assert found.reachable_metres is None
    assert {line.state for line in found.lines} == {State.GAP}
