"""A check as plain JSON: what programs get, what a saved report holds, and what is compared later."""

from typing import Any

from django.conf import settings
from django.utils.translation import override

from communities.gaps.check import CategoryLine, CircleCheck, Completeness, Ratio, Share
from communities.gaps_page.formulas import basis


def said(check: CircleCheck) -> dict[str, Any]:
    """In the language of the register, whoever asks."""
    with override(settings.LANGUAGE_CODE):
        return _said(check)


def _said(check: CircleCheck) -> dict[str, Any]:
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


def _share(share: Share | None) -> float | None:
    return _rounded(share.value if share else None, 4)


def _rounded(value: float | None, digits: int = 1) -> float | None:
    return None if value is None else round(value, digits)
