"""Where one more market would stand in the town of the check (tests/gaps/town.py), worked out by hand.

Street points stand every 55 m of the three arms: 27.5, 82.5, 137.5 … metres from O. The market at 300 m east
serves, within 10 minutes, 660 m at the standard pace and 480 m at the pace of the elderly.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from communities.gaps.check import check
from communities.gaps.whatif import Opening, what_if
from communities.models import Community, PremisesKind
from communities.siting import solve, walks
from communities.siting.candidates import Kind
from communities.siting.instance import BadInstance, Goal
from communities.siting.places import who
from communities.siting.question import Question, Siting, ask
from communities.siting.told import assumptions, remarks, verdict
from lifecircle.geo import metres_between
from lifecircle.walking import STANDARD
from lifecircle.walking.pace import ELDERLY
from outlets.models import Category, Outlet
from tests import make
from tests.gaps.town import ORIGIN, at


def asked(circle: Community, code: str = "market", **other: Any) -> Siting:
    fields: dict[str, Any] = {
        "k": 1,
        "goal": Goal.COVER,
        "kinds": (Kind.STREET,),
        "pace": STANDARD,
        "circles": (circle,),
        **other,
    }
    return ask(Question(category=Category.objects.get(pk=code), **fields))


def test_at_the_pace_of_the_elderly_one_place_serves_both_that_lack_a_market(
    circle: Community, market: Outlet, compounds: None
) -> None:
    """甲 at 600 m west and 乙 at 300 m north are both within 480 m only of 120 to 180 m west."""
    found = asked(circle, pace=ELDERLY)
    [row] = found.rows
    assert metres_between(row.candidate.point, at(-137.5)) < 1.0
    assert (row.step.gained, row.step.gained_elderly, row.names) == (800, 160, ("乙", "甲"))
    assert (found.uncovered, found.uncovered_elderly, row.step.left) == (800, 160, 0)
    assert found.plan.proven


def test_at_the_standard_pace_only_the_west_lacks_one(
    circle: Community, market: Outlet, compounds: None
) -> None:
    found = asked(circle, k=5)
    assert [who(row) for row in found.rows] == ["甲、乙（老人）"]
    assert found.rows[0].step.gained == 300
    assert any("1 处就够了" in words for words in remarks(found))


@pytest.mark.parametrize("for_elderly", [False, True])
def test_residents_and_elderly_are_those_of_the_check_and_of_what_if(
    circle: Community, market: Outlet, compounds: None, for_elderly: bool
) -> None:
    """Each at their own pace, whoever the goal counts."""
    found = asked(circle, for_elderly=for_elderly)
    line = check(circle).by_code["market"]
    assert found.uncovered == 1000 - 700
    assert line.elderly_within_target is not None
    assert found.uncovered_elderly == 240 - line.elderly_within_target.part == 160
    [row] = found.rows
    [changed] = what_if(circle, [Opening(found.question.category, row.candidate.point)]).lines
    assert row.step.gained == changed.people(gain=True)
    assert row.step.gained_elderly == changed.people(gain=True, old=True)
    assert row.step.left_elderly == 160 - row.step.gained_elderly
    assert row.step.gained_elderly == 160 or not for_elderly


def test_where_no_further_place_helps_the_residents_the_elderly_left_are_told(
    circle: Community, market: Outlet, compounds: None
) -> None:
    """乙 is 600 m from the market: 9 minutes, and 13 for those of 60 and more."""
    make.premises(circle, "西街空房", at(-500))
    found = asked(circle, kinds=(Kind.VACANT,), k=2)
    assert found.rows[0].step.left_elderly == 100
    assert "按老人步速，还有 100 位老人够不着：“为谁算”可以改选 60 岁以上老人。" in remarks(found)


def test_a_walk_beyond_the_cap_is_not_given_minutes(circle: Community, market: Outlet) -> None:
    make.compound(circle, "远村", at(-600), residents=10)
    found = asked(circle, goal=Goal.WORST)
    late = replace(found, plan=replace(found.plan, value=31, bound=31, proven=False))
    assert "要走超过 30 分钟，这里是超过 30 分钟" in verdict(late)
    near = replace(late, plan=replace(late.plan, bound=12))
    assert "要走至少 12 分钟，这里是超过 30 分钟" in verdict(near)


def test_what_is_made_up_or_not_surveyed_says_so(circle: Community, market: Outlet) -> None:
    make.compound(circle, "甲", at(-600), residents=10, residents_60=1, sample=True)
    make.premises(circle, "西街空房", at(-500), sample=True, position_quality="illustrative")
    found = asked(circle, kinds=(Kind.VACANT,))
    assert found.rows[0].candidate.caveat == "示例，位置示意"
    assert dict(assumptions(found))["示例"] == "小区和人数、候选房屋里有编出来的示例，结果不能当真"


def test_people_not_known_are_not_nought(circle: Community, market: Outlet) -> None:
    make.compound(circle, "甲", at(-600), residents=10)
    make.compound(circle, "不详小区", at(-600))
    found = asked(circle)
    assert "有 1 个小区人数不详，没有算进去，人数只少不多。" in remarks(found)
    assert "这里 60 岁以上人数不详，老人没有算。" in remarks(found)
    with pytest.raises(BadInstance, match="没有登记 60 岁以上人口"):
        asked(circle, for_elderly=True)


def test_the_least_sum_of_minutes_stands_at_the_gate_of_most(
    circle: Community, market: Outlet, compounds: None
) -> None:
    """A point at 甲's gate saves 300 people 900 m each; one 乙 passes saves 500 people 600 m."""
    [row] = asked(circle, goal=Goal.MINUTES).rows
    assert metres_between(row.candidate.point, at(0, 300)) < 28
    # 乙 walks at most 27.5 m instead of 600
    assert row.step.minutes_saved >= 500 * (600 - 27.5) / 66


def test_a_category_nobody_has_leaves_everybody_to_serve(circle: Community, compounds: None) -> None:
    found = asked(circle, "pharmacy", k=3)
    assert found.uncovered == 1000
    assert sum(row.step.gained for row in found.rows) == 1000


def test_premises_stand_where_they_are_and_are_the_only_ones_if_so_asked(
    circle: Community, market: Outlet, compounds: None
) -> None:
    make.premises(circle, "西街空房", at(-400))
    make.premises(circle, "东街公房", at(800), kind=PremisesKind.PUBLIC)
    found = asked(circle, kinds=(Kind.VACANT,))
    assert [candidate.name for candidate in found.candidates] == ["西街空房"]
    assert found.rows[0].candidate.premises is not None
    assert asked(circle, kinds=(Kind.PUBLIC,)).rows == []


def test_a_public_building_on_the_map_is_a_candidate(
    circle: Community, market: Outlet, compounds: None
) -> None:
    make.outlet("十字社区服务中心", "community_centre", at(-200))
    [row] = asked(circle, kinds=(Kind.PUBLIC,)).rows
    assert row.candidate.name == "十字社区服务中心"


def test_a_paused_market_serves_nobody(circle: Community, market: Outlet, compounds: None) -> None:
    market.status, market.status_on, market.status_reason = "suspended", date(2026, 1, 1), "装修"
    market.save()
    assert asked(circle).uncovered == 1000


def test_without_streets_the_answer_is_by_straight_line_and_says_so(
    circle: Community, market: Outlet, compounds: None, settings: Any, tmp_path: Any
) -> None:
    settings.STREETS_DIR = tmp_path / "none"
    found = asked(circle)
    # 900 m × 1.3 to the market; 660 / 1.3 m from the new one
    [row] = found.rows
    assert row.names == ("甲",)
    assert metres_between(row.candidate.point, at(-600)) <= 660 / 1.3
    assert any("估算" in words for words in remarks(found))


def test_a_question_of_too_many_walks_is_refused_and_a_large_one_goes_to_greedy(
    circle: Community, market: Outlet, compounds: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solve, "MOST_EXACT", 1)
    assert asked(circle, k=2, goal=Goal.MINUTES).plan.solver == ""
    monkeypatch.setattr(walks, "MOST_WALKS", 10)
    with pytest.raises(BadInstance, match="范围太大"):
        asked(circle)


@pytest.mark.parametrize(("changed", "field"), [({"circles": ()}, "area"), ({"kinds": ()}, "kinds")])
def test_a_question_about_nowhere_is_refused(circle: Community, changed: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInstance) as refused:
        asked(circle, **changed)
    assert refused.value.field == field


def test_zero_residents_are_told_not_divided_by(circle: Community, market: Outlet) -> None:
    make.compound(circle, "空楼", ORIGIN, residents=0, residents_60=0)
    with pytest.raises(BadInstance, match="居民数是 0"):
        asked(circle)


def test_all_that_was_assumed_is_told(circle: Community, market: Outlet, compounds: None) -> None:
    found = asked(circle)
    said = dict(assumptions(found))
    assert said["现有网点"].startswith("保持不动")
    assert said["小区人口"].startswith("第 ")
    assert "1.1 米" in said["步速"]
    assert said["候选点"].startswith("街边 5")
    assert verdict(found).startswith("最优")
