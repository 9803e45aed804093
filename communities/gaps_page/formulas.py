"""What each figure of a check rests on: its formula with the numbers in it, in the reader's language."""

from django.utils.translation import gettext as _

from communities.gaps.check import CategoryLine, CircleCheck, Ratio, Share
from communities.gaps.grade import Reason
from communities.gaps.people import Basis
from communities.gaps_page.figures import whole
from communities.states import State
from lifecircle.language.marked import gettext_noop

FACTS = {
    "basic": gettext_noop("基本保障类的齐全程度"),
    "quality": gettext_noop("品质提升类的齐全程度"),
    "satisfaction": gettext_noop("居民满意度"),
    "chain": gettext_noop("连锁化率"),
    "facility": gettext_noop("每百户服务设施面积"),
}
SQUARE_METRES = gettext_noop("平方米")
PEOPLE = {
    Basis.COMPOUNDS: gettext_noop("按小区登记的人口"),
    Basis.SPREAD: gettext_noop("按道路均摊估算"),
    Basis.NONE: gettext_noop("人口不详"),
}


def people_words(check: CircleCheck) -> str:
    """Where the residents come from."""
    return _(PEOPLE[check.homes.basis])


def basis(line: CategoryLine, check: CircleCheck) -> dict[str, str]:
    """By the name of the figure in the API."""
    paces = check.assumptions["paces"]
    method, target, people = _(check.assumptions["method_name"]), line.target_minutes, people_words(check)
    standard, elderly = (f"{paces[code]['metres_per_second']:g}" for code in ("standard", "elderly"))
    where = _("%(target)s 分钟以内") % {"target": target}
    slowly = _("按老人脚步 %(target)s 分钟以内") % {"target": target}
    unknown = _("居民住在哪里、有多少人，还没有数")
    old = _parts(line.elderly_within_target, slowly, people)
    return {
        "state": _state(line, check),
        "nearest_minutes": _("从社区中心按普通脚步 %(pace)s 米/秒走，%(method)s，向上取整")
        % {"pace": standard, "method": method},
        "nearest_minutes_elderly": _("从社区中心按老人脚步 %(pace)s 米/秒走，%(method)s，向上取整")
        % {"pace": elderly, "method": method},
        "share_within_target": _parts(line.within_target, where, people) or unknown,
        "share_within_15": _parts(line.within_15, _("%(target)s 分钟以内") % {"target": 15}, people)
        or unknown,
        "elderly_share_within_target": old or _("60 岁以上的人数还没有登记"),
        "residents": people,
        "elderly": people,
        "uncovered_metres": _metres(line, check),
    }


def _state(line: CategoryLine, check: CircleCheck) -> str:
    said = {"minutes": line.nearest_minutes, "target": line.target_minutes, "ends": check.border_ends}
    if line.state == State.UNKNOWN and not check.circle.surveyed:
        return _("没有找到，社区也没有摸底：数据不足，不算缺")
    if line.state == State.UNKNOWN:
        return _("没有找到，可是路走到道路数据的边上有 %(ends)s 处断了：数据不足，不算缺") % said
    if line.nearest_minutes is None:
        return _("摸底过，15 分钟内没有：缺")
    if line.state == State.FAR:
        return _("最近 %(minutes)s 分钟 > 目标 %(target)s 分钟：远") % said
    return _("最近 %(minutes)s 分钟 ≤ 目标 %(target)s 分钟：有") % said


def _parts(share: Share | None, where: str, people: str) -> str:
    if share is None:
        return ""
    said = {"where": where, "part": whole(share.part), "whole": whole(share.whole), "people": people}
    return _("%(where)s %(part)s 人 ÷ 一共 %(whole)s 人（%(people)s）") % said


def _metres(line: CategoryLine, check: CircleCheck) -> str:
    if line.uncovered_metres is None or check.reachable_metres is None:
        return _("没有载入道路数据，量不出")
    return _("15 分钟能走到的路 %(all)s 米里，%(target)s 分钟内走不到这一类的 %(far)s 米") % {
        "all": whole(check.reachable_metres),
        "target": line.target_minutes,
        "far": whole(line.uncovered_metres),
    }


def satisfaction_parts(check: CircleCheck, ratio: Ratio) -> str:
    day = check.circle.satisfaction_on
    said = {"day": day.isoformat() if day else _("日期未知"), "n": whole(ratio.whole)}
    if not ratio.whole:
        return _("%(day)s 问卷，份数没登记") % said
    return _("%(day)s 问卷 %(n)s 份") % said


def chain_parts(ratio: Ratio) -> str:
    said = {"whole": whole(ratio.whole), "part": whole(ratio.part)}
    return _("走到的 %(whole)s 家商业网点里，%(part)s 家登记了连锁或品牌；没登记的不算连锁") % said


def facility_parts(ratio: Ratio) -> str:
    said = {"whole": whole(ratio.whole), "part": whole(ratio.part)}
    return _("服务设施 %(part)s 平方米 ÷ %(whole)s 户 × 100") % said


def reason_words(reason: Reason) -> str:
    """One condition of a grade held against what is known."""
    unit = _(SQUARE_METRES) if reason.fact == "facility" else "%"
    said = {
        "name": _(FACTS[reason.fact]),
        "value": f"{reason.value:.1f}",
        "unit": unit,
        "grade": _(str(reason.grade.label)),
        "least": f"{reason.least:g}",
    }
    if reason.met:
        return _("%(name)s %(value)s %(unit)s，%(grade)s要 %(least)s %(unit)s：够") % said
    return _("%(name)s %(value)s %(unit)s，%(grade)s要 %(least)s %(unit)s：不够") % said


def missing_words(check: CircleCheck) -> list[str]:
    """Which facts a grade lacks."""
    found = []
    if unknown := check.basic.unknown + check.quality.unknown:
        found.append(_("%(n)s 类业态数据不足") % {"n": unknown})
    facts = {
        "basic": check.basic.per_cent,
        "quality": check.quality.per_cent,
        "satisfaction": check.satisfaction,
        "chain": check.chain,
        "facility": check.facility_per_100,
    }
    return found + [_(FACTS[name]) for name, value in facts.items() if value is None]
