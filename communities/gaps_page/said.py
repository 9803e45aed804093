"""A check as plain JSON: what programs get, what a saved report holds, and what is compared later."""

from typing import Any

from communities.gaps.check import CategoryLine, CircleCheck, Completeness, Ratio, Share
from communities.states import State


def said(check: CircleCheck) -> dict[str, Any]:
    circle = check.circle
    homes = check.assumptions["homes"]
    return {
        "code": circle.code,
        "name": circle.name,
        "at": check.at.isoformat() if check.at else None,
        "surveyed": circle.surveyed,
        "surveyed_on": circle.surveyed_on.isoformat() if circle.surveyed_on else None,
        "estimate": check.estimate,
        "completeness": {"basic": _completeness(check.basic), "quality": _completeness(check.quality)},
        "grade": _grade(check),
        "chain": _ratio(check.chain),
        "facility_per_100": _ratio(check.facility_per_100),
        "satisfaction": _ratio(check.satisfaction),
        "residents": homes["residents"] if homes["basis"] != "none" else None,
        "elderly": homes["elderly"] if homes["basis"] != "none" else None,
        "residents_basis": homes["basis"],
        "reachable_metres": None if check.reachable_metres is None else round(check.reachable_metres),
        "border_ends": check.border_ends,
        "categories": [_category(line, check) for line in check.lines],
        "assumptions": check.assumptions,
    }


def _completeness(found: Completeness) -> dict[str, Any]:
    counts = {"has": found.has, "far": found.far, "gap": found.gap, "unknown": found.unknown}
    words = f"有 {found.has} ÷ 一共 {found.of} 类"
    return {**counts, "of": found.of, "per_cent": _rounded(found.per_cent, 1), "basis": words}


def _grade(check: CircleCheck) -> dict[str, Any]:
    verdict = check.grade
    return {
        "grade": verdict.grade.value if verdict.grade else None,
        "registered": check.circle.grade or None,
        "rule_version": verdict.rule_version,
        "reasons": [
            {
                "grade": reason.grade.value,
                "fact": reason.fact,
                "value": round(reason.value, 2),
                "least": reason.least,
                "met": reason.met,
                "words": reason.words,
            }
            for reason in verdict.reasons
        ],
        "missing": list(verdict.missing),
    }


def _ratio(found: Ratio | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "value": round(found.value, 2),
        "part": round(found.part, 2),
        "whole": round(found.whole, 2),
        "unit": found.unit,
        "goal": found.goal,
        "reached": found.reached,
        "basis": found.parts_words,
    }


def _category(line: CategoryLine, check: CircleCheck) -> dict[str, Any]:
    within, old = line.within_target, line.elderly_within_target
    return {
        "code": line.category.code,
        "name": line.category.name,
        "tier": line.category.tier,
        "target_minutes": line.target_minutes,
        "state": line.state.value,
        "state_elderly": line.elderly_state.value,
        "nearest_minutes": line.nearest_minutes,
        "nearest_minutes_elderly": line.nearest_minutes_elderly,
        "nearest": line.nearest,
        "outlets": line.outlets,
        "hours_unknown": line.hours_unknown,
        "share_within_target": _share(within),
        "share_within_15": _share(line.within_15),
        "elderly_share_within_target": _share(old),
        "residents": _rounded(within.whole if within else None),
        "residents_beyond_target": _rounded(line.residents_beyond),
        "elderly": _rounded(old.whole if old else None),
        "elderly_beyond_target": _rounded(line.elderly_beyond),
        "uncovered_metres": _rounded(line.uncovered_metres, 0),
        "basis": basis(line, check),
    }


def basis(line: CategoryLine, check: CircleCheck) -> dict[str, str]:
    """What each figure rests on: its formula with the numbers in it. In Chinese, as the register is."""
    paces = check.assumptions["paces"]
    method = check.assumptions["method_name"]
    target, people = line.target_minutes, check.homes.basis.words
    standard, elderly = (paces[code]["metres_per_second"] for code in ("standard", "elderly"))
    unknown = "居民住在哪里、有多少人，还没有数"
    return {
        "state": _state(line, check),
        "nearest_minutes": f"从社区中心按普通脚步 {standard:g} 米/秒走，{method}，向上取整",
        "nearest_minutes_elderly": f"从社区中心按老人脚步 {elderly:g} 米/秒走，{method}，向上取整",
        "share_within_target": _parts(line.within_target, f"{target} 分钟以内", people) or unknown,
        "share_within_15": _parts(line.within_15, "15 分钟以内", people) or unknown,
        "elderly_share_within_target": _parts(
            line.elderly_within_target, f"按老人脚步 {target} 分钟以内", f"60 岁以上，{people}"
        )
        or "60 岁以上的人数还没有登记",
        "residents": people,
        "elderly": people,
        "uncovered_metres": _metres(line, check),
    }


def _state(line: CategoryLine, check: CircleCheck) -> str:
    minutes, target = line.nearest_minutes, line.target_minutes
    if line.state == State.UNKNOWN:
        if not check.circle.surveyed:
            return "没有找到，社区也没有摸底：数据不足，不算缺"
        return f"没有找到，可是路走到道路数据的边上有 {check.border_ends} 处断了：数据不足，不算缺"
    if minutes is None:
        return "摸底过，15 分钟内没有：缺"
    if line.state == State.FAR:
        return f"最近 {minutes} 分钟 > 目标 {target} 分钟：远"
    return f"最近 {minutes} 分钟 ≤ 目标 {target} 分钟：有"


def _parts(share: Share | None, where: str, people: str) -> str:
    if share is None:
        return ""
    return f"{where} {share.part:,.0f} 人 ÷ 一共 {share.whole:,.0f} 人（{people}）"


def _metres(line: CategoryLine, check: CircleCheck) -> str:
    if line.uncovered_metres is None or check.reachable_metres is None:
        return "没有载入道路数据，量不出"
    far, all_ = line.uncovered_metres, check.reachable_metres
    target = line.target_minutes
    return f"15 分钟能走到的路 {all_:,.0f} 米里，{target} 分钟内走不到这一类的 {far:,.0f} 米"


def _share(share: Share | None) -> float | None:
    return _rounded(share.value if share else None, 4)


def _rounded(value: float | None, digits: int = 1) -> float | None:
    return None if value is None else round(value, digits)
