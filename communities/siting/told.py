"""A siting in words: what was assumed, how good the answer is, what it cannot do."""

from collections import Counter

from communities.gaps.assumptions import ANY_TIME_WORDS
from communities.gaps.people import Basis
from communities.siting.candidates import Kind, street_metres
from communities.siting.greedy import SHARE
from communities.siting.instance import Bools, Goal
from communities.siting.question import CAP_MINUTES, Question, Siting

GOAL_WORDS = {
    Goal.COVER: "让最多还够不着的人走进目标分钟",
    Goal.MINUTES: "让所有人走的分钟加起来最少",
    Goal.WORST: "先照顾走得最远的人",
}


def people(number: float) -> str:
    """约 where parts of people were added up."""
    whole = round(number)
    return f"{whole:,}" if abs(number - whole) < 1e-6 else f"约 {whole:,}"


def known_people(number: float, known: Bools) -> str:
    """不详 where nobody's number is known; where some are not, a remark says so."""
    return people(number) if known.any() else "不详"


def verdict(found: Siting) -> str:
    """How good the answer is: proven, or how much better anything could be."""
    plan = found.plan
    if plan.proven:
        by = f"由 HiGHS {plan.solver} 证明" if plan.solver else "上界和结果相等"
        return f"最优：没有更好的选法（{by}，差距 0%）。"
    begun = "到了时间上限，这是找到的最好结果。" if plan.timed_out else ""
    if not plan.solver:
        begun += (
            f"贪心选法：理论上至少是最好选法的 {100 * SHARE:.0f}%。"
            if found_has_share(found)
            else "贪心选法。"
        )
    return f"{begun}{_bound_words(found)}"


def found_has_share(found: Siting) -> bool:
    """The share is known for sums, not for the longest walk."""
    return found.question.goal is not Goal.WORST


def _bound_words(found: Siting) -> str:
    plan, gap = found.plan, f"差距不超过 {100 * found.plan.gap:.1f}%"
    if found.question.goal is Goal.COVER:
        return f"任何选法最多照顾到 {people(plan.bound)} 人，这里是 {people(plan.value)} 人，{gap}。"
    if found.question.goal is Goal.MINUTES:
        return f"任何选法最多省 {plan.bound:,.0f} 人·分钟，这里省 {plan.value:,.0f}，{gap}。"
    return f"最远的人任何选法都要走{_at_least(plan.bound)}，这里是{_longest(plan.value)}。"


def _at_least(minutes: float) -> str:
    return f"至少 {minutes:.0f} 分钟" if minutes <= CAP_MINUTES else _longest(minutes)


def _longest(minutes: float) -> str:
    """Beyond the cap nobody counted."""
    return f" {minutes:.0f} 分钟" if minutes <= CAP_MINUTES else f"超过 {CAP_MINUTES} 分钟"


def remarks(found: Siting) -> list[str]:
    """What the reader must know before believing the table."""
    said, asked = _enough_words(found), found.question
    whom = "位老人" if asked.for_elderly else "人"
    if found.unreachable > 0.5:
        said.append(
            f"有 {people(found.unreachable)} {whom}，从哪个候选点都不能在 {asked.target_minutes} 分钟内走到。"
        )
    said += _uncounted_words(found)
    if found.demand.estimate:
        said.append("估算：有的生活圈没有道路数据（按直线 ×1.3），或没有小区人数（按道路均摊）。")
    ends = sum(standing.border_ends for standing in found.demand.standings)
    if ends:
        said.append(f"有 {ends} 处走到了道路数据的边缘，边上的人可能少算了。")
    return said


def _enough_words(found: Siting) -> list[str]:
    """That more would help nobody the goal counts; it may help the elderly, who walk slower."""
    plan, asked, said = found.plan, found.question, []
    pace, slow = asked.goal_pace.name, asked.elderly_pace.name
    if not plan.sites:
        said.append(f"不用再放：按{pace}步速，没有哪个候选点能让更多人受益。")
    elif plan.served_all:
        said.append(f"要选 {plan.asked} 处，{len(plan.sites)} 处就够了：按{pace}步速，再多放也没有人受益。")
    left = found.rows[-1].step.left_elderly if found.rows else found.uncovered_elderly
    if left > 0.5 and plan.served_all and not asked.for_elderly:
        said.append(f"按{slow}步速，还有 {people(left)} 位老人够不着：“为谁算”可以改选 60 岁以上老人。")
    return said


def _uncounted_words(found: Siting) -> list[str]:
    unplaced = [homes.unplaced for homes in found.demand.homes]
    residents, elderly = (
        sum(getattr(each, name) for each in unplaced) for name in ("without_number", "without_elderly")
    )
    said = []
    if residents:
        said.append(f"有 {residents} 个小区人数不详，没有算进去，人数只少不多。")
    if elderly or not found.demand.counted.elderly.all():
        some = found.demand.counted.elderly.any()
        said.append(
            f"{'有的小区' if some else '这里'} 60 岁以上人数不详，{'没有算进去' if some else '老人没有算'}。"
        )
    return said


def sample_words(found: Siting) -> str:
    """What of it is made up, or ""."""
    parts = ["小区和人数"] if found.demand.sample else []
    parts += ["候选房屋"] if any(candidate.sample for candidate in found.candidates) else []
    return f"{'、'.join(parts)}里有编出来的示例，结果不能当真" if parts else ""


def assumptions(found: Siting) -> list[tuple[str, str]]:
    """Name and words of each, in the order to read."""
    asked, demand, marks = found.question, found.demand, found.marks
    engines = {standing.trip.engine.formula(asked.goal_pace) for standing in demand.standings}
    cap = "" if asked.goal is Goal.COVER else f"；{CAP_MINUTES} 分钟内走不到的按 {CAP_MINUTES} 分钟算"
    made_up = sample_words(found)
    return [
        *([("示例", made_up)] if made_up else []),
        ("业态", f"{asked.category.name}（目录 {asked.category.catalogue_id}）"),
        ("范围", f"{len(asked.circles)} 个生活圈，{people(float(demand.residents.sum()))} 人"),
        ("目标", GOAL_WORDS[asked.goal]),
        ("为谁算", "60 岁以上老人" if asked.for_elderly else "全体居民"),
        ("步速", _pace_words(asked)),
        ("多近算有", f"{asked.target_minutes} 分钟{cap}"),
        ("走多久", "；".join(sorted(engines))),
        ("住在哪里", _homes_words(found)),
        ("现有网点", f"保持不动；{ANY_TIME_WORDS}"),
        ("候选点", _candidate_words(found)),
        ("算法", _method_words(found)),
        ("网点登记册", f"第 {marks['register']} 版" + _on(marks["register_on"])),
        ("道路数据", f"{marks['streets']}{_on(marks['streets_on'])}" if marks["streets"] else "没有"),
        ("小区人口", f"第 {marks['homes']} 版" if marks["homes"] is not None else "没有登记"),
    ]


def _pace_words(asked: Question) -> str:
    both = [("居民", asked.pace), ("60 岁以上", asked.elderly_pace)]
    return "；".join(f"{who}按{pace.name}，每秒 {pace.metres_per_second} 米" for who, pace in both)


def _on(day: object) -> str:
    return f"（{day}）" if day else ""


def _homes_words(found: Siting) -> str:
    count = Counter(homes.basis for homes in found.demand.homes)
    unnumbered = sum(homes.unplaced.without_number for homes in found.demand.homes)
    off = sum(homes.unplaced.off_street for homes in found.demand.homes)
    said = [f"{count[basis]} 个生活圈{basis.words}" for basis in Basis if count[basis]]
    if unnumbered:
        said.append(f"{unnumbered} 个小区没有人数，没有算人")
    if off:
        said.append(f"{off} 个小区附近没有道路，没有算")
    return "；".join(said)


def _candidate_words(found: Siting) -> str:
    count = Counter(candidate.kind for candidate in found.candidates)
    every = f"（每 {street_metres(len(found.question.circles)):.0f} 米一点）"
    return "，".join(
        f"{kind.label} {number} 处{every if kind is Kind.STREET else ''}" for kind, number in count.items()
    )


def _method_words(found: Siting) -> str:
    plan = found.plan
    way = f"HiGHS {plan.solver}（整数规划，开源）" if plan.solver else "贪心（CELF）"
    return f"{way}，用了 {plan.seconds:.1f} 秒，上限 {found.question.seconds:.0f} 秒"
