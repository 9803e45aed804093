"""A check as it is stored, and what has changed since: reading a report again recomputes and compares."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from communities.gaps.check import CircleCheck
from communities.gaps.lines import CategoryLine, Share
from communities.gaps.made_up import made_up
from communities.gaps.ratios import Ratio
from communities.models import CheckReport
from outlets.models import Outlet, Source

# What may differ by this much is the same number, written with fewer places
SAME = 1e-6

# Said to people of each assumption; what is not here is compared by its key
ASSUMPTIONS = {
    "rule_version": "评级规则",
    "rule_note": "评级规则的说明",
    "method": "算法",
    "method_name": "算法",
    "estimate": "是不是估算",
    "warnings": "提醒",
    "paces": "步速",
    "most_minutes": "最多走几分钟",
    "catalogue": "业态目录",
    "register": "网点登记",
    "streets": "道路数据",
    "homes": "居民数据",
    "surveyed_on": "摸底日期",
    "survey_sample": "摸底是不是示例",
    "at": "看的时刻",
    "at_words": "时刻的算法",
    "hours_unknown": "营业时间未知的网点",
    "border_ends": "碰到数据边缘的地方",
}
LINES = {
    "state": "状态",
    "elderly_state": "老人步速的状态",
    "nearest_minutes": "最近几分钟",
    "nearest_minutes_elderly": "老人走最近几分钟",
    "nearest": "最近的网点",
    "within_target": "目标分钟内的居民",
    "within_15": "15 分钟内的居民",
    "elderly_within_target": "目标分钟内的老人",
    "residents_beyond": "目标分钟外的居民",
    "elderly_beyond": "目标分钟外的老人",
    "uncovered_metres": "没覆盖的街道（米）",
    "outlets": "走得到的网点",
    "hours_unknown": "营业时间未知的网点",
}

WHOLE = "whole"  # where a report keeps the figures of the whole circle, beside its assumptions
FIGURES = {
    "satisfaction": "居民满意度",
    "chain": "连锁率",
    "facility": "每百户服务设施",
    "grade": "按规则够哪一级",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """`of`: what it is about, "前提", "整个圈" or a category's name; `what` in words; `key` for programs."""

    of: str
    what: str
    key: str
    before: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Differences:
    assumptions: list[Difference]
    lines: list[Difference]

    def __bool__(self) -> bool:
        return bool(self.assumptions or self.lines)


def content_of(check: CircleCheck) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The assumptions and lines of a CheckReport: plain JSON, nothing of single homes; one query."""
    outlets = _outlets(line.nearest for line in check.lines)
    sample = any(source == Source.SAMPLE for _, source in outlets.values())
    whole = {**_figures(check), "made_up": made_up(check, outlets=sample)}
    lines = [
        {**_line(line), "nearest_name": outlets[line.nearest][0] if line.nearest in outlets else None}
        for line in check.lines
    ]
    return {**check.assumptions, WHOLE: whole}, lines


def _outlets(pks: Iterable[int | None]) -> dict[int | None, tuple[str, str]]:
    """(name, source) by pk."""
    found = Outlet.objects.filter(pk__in={pk for pk in pks if pk is not None})
    return {pk: (name, source) for pk, name, source in found.values_list("pk", "name", "source")}


def _figures(check: CircleCheck) -> dict[str, Any]:
    grade = check.grade
    return {
        "satisfaction": _ratio(check.satisfaction),
        "chain": _ratio(check.chain),
        "facility": _ratio(check.facility_per_100),
        "grade": {"grade": grade.grade.value if grade.grade else None, "missing": grade.missing},
    }


def _ratio(ratio: Ratio | None) -> dict[str, Any] | None:
    if ratio is None:
        return None
    parts = {name: round(float(getattr(ratio, name)), 3) for name in ("value", "part", "whole")}
    return {**parts, "unit": ratio.unit, "goal": ratio.goal}


def compare(report: CheckReport, check: CircleCheck) -> Differences:
    """What is no longer as the report says. `check` is made anew, at the report's own time of day."""
    assumptions, lines = content_of(check)
    rows = {row["category"]: row for row in lines}
    names = {line.category.code: line.category.name for line in check.lines}
    kept = {row["category"]: row for row in report.lines}
    changed: list[Difference] = []
    for code in [*kept, *(code for code in rows if code not in kept)]:
        name = names.get(code) or kept[code].get("name", code)
        changed += _differences(name, LINES, kept.get(code, {}), rows.get(code, {}))
    if WHOLE in report.assumptions:  # older reports have not kept it
        changed += _differences("整个圈", FIGURES, report.assumptions[WHOLE], assumptions[WHOLE])
    told = _named(changed, [*report.lines, *lines])
    return Differences(list(_differences("前提", ASSUMPTIONS, report.assumptions, assumptions)), told)


def _named(found: list[Difference], lines: list[dict[str, Any]]) -> list[Difference]:
    """The nearest outlets by name instead of by number: as it was kept, else as it is called today."""
    moved = [pk for one in found if one.key == "nearest" for pk in (one.before, one.now) if pk is not None]
    names = {pk: name for pk, (name, _) in (_outlets(moved) if moved else {}).items()}
    names |= {line["nearest"]: line["nearest_name"] for line in lines if line.get("nearest_name")}

    def name(pk: int | None) -> str | None:
        return None if pk is None else names.get(pk, f"登记册里已经没有的网点（编号 {pk}）")

    return [
        replace(one, before=name(one.before), now=name(one.now)) if one.key == "nearest" else one
        for one in found
    ]


def _differences(
    of: str, words: Mapping[str, str], before: Mapping[str, Any], now: Mapping[str, Any]
) -> Iterator[Difference]:
    for key, what in words.items():
        if not _same(before.get(key), now.get(key)):
            yield Difference(of, what, key, before.get(key), now.get(key))


def _same(before: Any, now: Any) -> bool:
    if isinstance(before, dict) and isinstance(now, dict):
        return before.keys() == now.keys() and all(_same(before[key], now[key]) for key in before)
    if isinstance(before, list) and isinstance(now, list):
        return len(before) == len(now) and all(map(_same, before, now))
    if isinstance(before, (int, float)) and isinstance(now, (int, float)):
        return abs(before - now) <= SAME * max(1.0, abs(before))
    return bool(before == now)


def _line(line: CategoryLine) -> dict[str, Any]:
    return {
        "category": line.category.code,
        "name": line.category.name,
        "tier": line.category.tier,
        "target_minutes": line.category.target_minutes,
        "state": line.state.value,
        "elderly_state": line.elderly_state.value,
        "nearest_minutes": line.nearest_minutes,
        "nearest_minutes_elderly": line.nearest_minutes_elderly,
        "nearest": line.nearest,
        "within_target": _share(line.within_target),
        "within_15": _share(line.within_15),
        "elderly_within_target": _share(line.elderly_within_target),
        "residents_beyond": _rounded(line.residents_beyond),
        "elderly_beyond": _rounded(line.elderly_beyond),
        "uncovered_metres": _rounded(line.uncovered_metres),
        "outlets": line.outlets,
        "hours_unknown": line.hours_unknown,
    }


def _share(share: Share | None) -> dict[str, float] | None:
    return {"part": round(share.part, 3), "whole": round(share.whole, 3)} if share else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
