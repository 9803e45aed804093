"""A siting in the reader's language: what was assumed, how good the answer is, what it cannot do."""

from collections import Counter

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communities.engines import formula_of
from communities.gaps.assumptions import ANY_TIME_WORDS
from communities.gaps.people import Basis
from communities.siting.candidates import Kind, street_metres
from communities.siting.greedy import SHARE
from communities.siting.instance import Bools, Goal
from communities.siting.question import CAP_MINUTES, Question, Siting
from lifecircle.language.now import is_source
from lifecircle.templatetags.names import trade
from lifecircle.walking import Pace

GOAL_WORDS = {
    Goal.COVER: gettext_lazy("让最多还够不着的人走进目标分钟"),
    Goal.MINUTES: gettext_lazy("让所有人走的分钟加起来最少"),
    Goal.WORST: gettext_lazy("先照顾走得最远的人"),
}


def people(number: float) -> str:
    """约 where parts of people were added up."""
    whole = round(number)
    return f"{whole:,}" if abs(number - whole) < 1e-6 else _("约 {count}").format(count=f"{whole:,}")


def known_people(number: float, known: Bools) -> str:
    """不详 where nobody's number is known; where some are not, a remark says so."""
    return people(number) if known.any() else _("不详")


def pace_name(pace: Pace) -> str:
    return _(pace.name)


def now_words(found: Siting) -> SafeString:
    """How many do without today."""
    asked, counted = found.question, found.demand.counted
    said = {
        "people": people(found.uncovered),
        "minutes": asked.target_minutes,
        "category": trade(asked.category),
    }
    first = format_html(_("现在有 <b>{people}</b> 人走不到 {minutes} 分钟以内的{category}"), **said)
    second = _("60 岁以上的不详。")
    if counted.elderly.any():
        words = _("60 岁以上、按{pace}步速：{people} 人。")
        elderly = people(found.uncovered_elderly)
        second = words.format(pace=pace_name(asked.elderly_pace), people=elderly)
    return format_html(_("{first}；{second}"), first=first, second=second)


def verdict(found: Siting) -> str:
    """How good the answer is: proven, or how much better anything could be."""
    plan = found.plan
    if plan.proven and plan.solver:
        words = _("最优：没有更好的选法（由 HiGHS {version} 证明，差距 0%）。")
        return words.format(version=plan.solver)
    if plan.proven:
        return _("最优：没有更好的选法（上界和结果相等，差距 0%）。")
    said = [_("到了时间上限，这是找到的最好结果。")] if plan.timed_out else []
    if not plan.solver and found_has_share(found):
        share = f"{100 * SHARE:.0f}"
        said.append(_("贪心选法：理论上至少是最好选法的 {share}%。").format(share=share))
    elif not plan.solver:
        said.append(_("贪心选法。"))
    return _joined([*said, _bound_words(found)])


def _joined(sentences: list[str]) -> str:
    return ("" if is_source() else " ").join(sentences)


def found_has_share(found: Siting) -> bool:
    """The share is known for sums, not for the longest walk."""
    return found.question.goal is not Goal.WORST


def _bound_words(found: Siting) -> str:
    plan, gap = found.plan, f"{100 * found.plan.gap:.1f}"
    if found.question.goal is Goal.COVER:
        words = _("任何选法最多照顾到 {bound} 人，这里是 {value} 人，差距不超过 {gap}%。")
        return words.format(bound=people(plan.bound), value=people(plan.value), gap=gap)
    if found.question.goal is Goal.MINUTES:
        words = _("任何选法最多省 {bound} 人·分钟，这里省 {value}，差距不超过 {gap}%。")
        return words.format(bound=f"{plan.bound:,.0f}", value=f"{plan.value:,.0f}", gap=gap)
    words = _("最远的人任何选法都要走{least}，这里是{longest}。")
    return words.format(least=_at_least(plan.bound), longest=_longest(plan.value))


def _at_least(minutes: float) -> str:
    if minutes > CAP_MINUTES:
        return _longest(minutes)
    return _("至少 {minutes} 分钟").format(minutes=f"{minutes:.0f}")


def _longest(minutes: float) -> str:
    """Beyond the cap nobody counted."""
    if minutes > CAP_MINUTES:
        return _("超过 {minutes} 分钟").format(minutes=CAP_MINUTES)
    return _(" {minutes} 分钟").format(minutes=f"{minutes:.0f}")


def remarks(found: Siting) -> list[str]:
    """What the reader must know before believing the table."""
    said, asked = _enough_words(found), found.question
    if found.unreachable > 0.5:
        words = _("有 {people} 人，从哪个候选点都不能在 {minutes} 分钟内走到。")
        if asked.for_elderly:
            words = _("有 {people} 位老人，从哪个候选点都不能在 {minutes} 分钟内走到。")
        said.append(words.format(people=people(found.unreachable), minutes=asked.target_minutes))
    said += _uncounted_words(found)
    if found.demand.estimate:
        said.append(_("估算：有的生活圈没有道路数据（按直线 ×1.3），或没有小区人数（按道路均摊）。"))
    ends = sum(standing.border_ends for standing in found.demand.standings)
    if ends:
        words = ngettext(
            "有 {count} 处走到了道路数据的边缘，边上的人可能少算了。",
            "有 {count} 处走到了道路数据的边缘，边上的人可能少算了。",
            ends,
        )
        said.append(words.format(count=ends))
    return said


def _enough_words(found: Siting) -> list[str]:
    """That more would help nobody the goal counts; it may help the elderly, who walk slower."""
    plan, asked, said = found.plan, found.question, []
    pace, slow = pace_name(asked.goal_pace), pace_name(asked.elderly_pace)
    if not plan.sites:
        said.append(_("不用再放：按{pace}步速，没有哪个候选点能让更多人受益。").format(pace=pace))
    elif plan.served_all:
        words = _("要选 {asked} 处，{enough} 处就够了：按{pace}步速，再多放也没有人受益。")
        said.append(words.format(asked=plan.asked, enough=len(plan.sites), pace=pace))
    left = found.rows[-1].step.left_elderly if found.rows else found.uncovered_elderly
    if left > 0.5 and plan.served_all and not asked.for_elderly:
        words = _("按{pace}步速，还有 {people} 位老人够不着：“为谁算”可以改选 60 岁以上老人。")
        said.append(words.format(pace=slow, people=people(left)))
    return said


def _uncounted_words(found: Siting) -> list[str]:
    unplaced = [homes.unplaced for homes in found.demand.homes]
    residents, elderly = (
        sum(getattr(each, name) for each in unplaced) for name in ("without_number", "without_elderly")
    )
    said = []
    if residents:
        words = ngettext(
            "有 {count} 个小区人数不详，没有算进去，人数只少不多。",
            "有 {count} 个小区人数不详，没有算进去，人数只少不多。",
            residents,
        )
        said.append(words.format(count=residents))
    if elderly or not found.demand.counted.elderly.all():
        some, none = (
            _("有的小区 60 岁以上人数不详，没有算进去。"),
            _("这里 60 岁以上人数不详，老人没有算。"),
        )
        said.append(some if found.demand.counted.elderly.any() else none)
    return said


def sample_words(found: Siting) -> str:
    """What of it is made up, or ""."""
    premises = any(candidate.sample for candidate in found.candidates)
    if found.demand.sample and premises:
        return _("小区和人数、候选房屋里有编出来的示例，结果不能当真")
    if found.demand.sample:
        return _("小区和人数里有编出来的示例，结果不能当真")
    return _("候选房屋里有编出来的示例，结果不能当真") if premises else ""


def assumptions(found: Siting) -> list[tuple[str, str]]:
    """Name and words of each, in the order to read."""
    asked, demand, made_up = found.question, found.demand, sample_words(found)
    engines = {formula_of(standing.trip.engine, asked.goal_pace) for standing in demand.standings}
    catalogue = {"category": trade(asked.category), "version": asked.category.catalogue_id}
    circles = {"count": len(asked.circles), "people": people(float(demand.residents.sum()))}
    return [
        *([(_("示例"), made_up)] if made_up else []),
        (_("业态"), _("{category}（目录 {version}）").format(**catalogue)),
        (_("范围"), _("{count} 个生活圈，{people} 人").format(**circles)),
        (_("目标"), str(GOAL_WORDS[asked.goal])),
        (_("为谁算"), _("60 岁以上老人") if asked.for_elderly else _("全体居民")),
        (_("步速"), _pace_words(asked)),
        (_("多近算有"), _near_words(asked)),
        (_("走多久"), _("；").join(sorted(engines))),
        (_("住在哪里"), _homes_words(found)),
        (_("现有网点"), _("保持不动；{hours}").format(hours=_(ANY_TIME_WORDS))),
        (_("候选点"), _candidate_words(found)),
        (_("算法"), _method_words(found)),
        *_data_words(found),
    ]


def _data_words(found: Siting) -> list[tuple[str, str]]:
    marks = found.marks
    register = _("第 {number} 版").format(number=marks["register"])
    homes = _("没有登记")
    if marks["homes"] is not None:
        homes = _("第 {number} 版").format(number=marks["homes"])
    streets = f"{marks['streets']}{_on(marks['streets_on'])}" if marks["streets"] else _("没有")
    return [
        (_("网点登记册"), register + _on(marks["register_on"])),
        (_("道路数据"), streets),
        (_("小区人口"), homes),
    ]


def _near_words(asked: Question) -> str:
    if asked.goal is Goal.COVER:
        return _("{minutes} 分钟").format(minutes=asked.target_minutes)
    words = _("{minutes} 分钟；{cap} 分钟内走不到的按 {cap} 分钟算")
    return words.format(minutes=asked.target_minutes, cap=CAP_MINUTES)


def _pace_words(asked: Question) -> str:
    one = _("居民按{pace}，每秒 {metres} 米")
    old = _("60 岁以上按{pace}，每秒 {metres} 米")
    both = [(one, asked.pace), (old, asked.elderly_pace)]
    told = (words.format(pace=pace_name(pace), metres=pace.metres_per_second) for words, pace in both)
    return _("；").join(told)


def _on(day: object) -> str:
    return _("（{day}）").format(day=day) if day else ""


def _homes_words(found: Siting) -> str:
    count = Counter(homes.basis for homes in found.demand.homes)
    unnumbered = sum(homes.unplaced.without_number for homes in found.demand.homes)
    off = sum(homes.unplaced.off_street for homes in found.demand.homes)
    circles = _("{count} 个生活圈{basis}")
    said = [circles.format(count=count[basis], basis=_(basis.words)) for basis in Basis if count[basis]]
    if unnumbered:
        said.append(_("{count} 个小区没有人数，没有算人").format(count=unnumbered))
    if off:
        said.append(_("{count} 个小区附近没有道路，没有算").format(count=off))
    return _("；").join(said)


def _candidate_words(found: Siting) -> str:
    count = Counter(candidate.kind for candidate in found.candidates)
    metres = f"{street_metres(len(found.question.circles)):.0f}"
    told = []
    for kind, number in count.items():
        words = _("{kind} {count} 处")
        if kind is Kind.STREET:
            words = _("{kind} {count} 处（每 {metres} 米一点）")
        told.append(words.format(kind=kind.label, count=number, metres=metres))
    return _("，").join(told)


def _method_words(found: Siting) -> str:
    plan = found.plan
    values = {
        "version": plan.solver,
        "seconds": f"{plan.seconds:.1f}",
        "most": f"{found.question.seconds:.0f}",
    }
    words = _("贪心（CELF），用了 {seconds} 秒，上限 {most} 秒")
    if plan.solver:
        words = _("HiGHS {version}（整数规划，开源），用了 {seconds} 秒，上限 {most} 秒")
    return words.format(**values)
