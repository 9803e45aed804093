"""The sentences of a check: what is missing and for how many, in the reader's language."""

from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from communities.gaps.check import CategoryLine, CircleCheck, Completeness
from communities.gaps.people import Basis
from communities.gaps_page.figures import whole
from communities.gaps_page.rows import Row
from communities.states import State
from lifecircle.templatetags.names import trade
from outlets.models import Category


def listed(words: Iterable[str]) -> str:
    return _("、").join(words)


def trades(categories: Iterable[Category]) -> str:
    return listed(trade(category) for category in categories)


def say(found: Completeness) -> SafeString:
    """The sentence on top: of the basic categories so many are there; what is nought goes unsaid."""
    counts = {"of": found.of, "has": found.has, "far": found.far, "gap": found.gap, "unknown": found.unknown}
    return format_html(_sentence(found), **counts)


def _sentence(found: Completeness) -> str:
    """Where something is not known nothing is 缺: a search that was cut proves no absence."""
    if found.has == found.of:
        return _("{of} 类基本保障里，<b>{has} 类都有</b>。")
    if found.far and found.gap:
        return _("{of} 类基本保障里，<b>有 {has} 类</b>，<b>{far} 类太远</b>，<b>缺 {gap} 类</b>。")
    if found.far and found.unknown:
        return _("{of} 类基本保障里，<b>有 {has} 类</b>，<b>{far} 类太远</b>，<b>{unknown} 类数据不足</b>。")
    if found.far:
        return _("{of} 类基本保障里，<b>有 {has} 类</b>，<b>{far} 类太远</b>。")
    if found.gap:
        return _("{of} 类基本保障里，<b>有 {has} 类</b>，<b>缺 {gap} 类</b>。")
    return _("{of} 类基本保障里，<b>有 {has} 类</b>，<b>{unknown} 类数据不足</b>。")


def no_gap_words(check: CircleCheck) -> str:
    """What to say where nothing is proven to be lacking."""
    if not check.circle.surveyed:
        return _("还没摸底，说不准缺什么。摸底以后，这里会按走不到的居民多少排出来。")
    if check.basic.unknown or check.quality.unknown:
        return _("路走到了道路数据的边上，找不到的几类说不准是不是缺。")
    if check.homes.basis is Basis.NONE:
        return _("从社区中心走，样样都在目标时间里。小区和人口还没有登记，说不出是不是人人都近。")
    return _("算到的居民，样样都在目标时间里走得到。")


def elder_words(rows: Iterable[Row]) -> str:
    """What is near for most and too far for the old; what is not proven to be is told apart."""
    told = list(rows)
    worse = [row.line.category for row in told if row.elder_worse]
    unknown = sum(row.elder_unknown for row in told)
    if not worse and unknown:
        return _("按老人的脚步再算，有 %(count)s 类老人数据不足，别的走得到的还是这些。") % {"count": unknown}
    if not worse:
        return _("按老人的脚步再算，走得到的还是这些。")
    return _("按老人的脚步再算，又有 %(count)s 类走不到目标时间：%(names)s。") % {
        "count": len(worse),
        "names": trades(worse),
    }


def where_words(line: CategoryLine) -> str:
    """How far it is from the centre, against the target."""
    name, minutes, target = trade(line.category), line.nearest_minutes, line.target_minutes
    if line.state == State.UNKNOWN:
        return _("还不知道有没有%(name)s。") % {"name": name}
    if minutes is None:
        return _("15 分钟内没有%(name)s。") % {"name": name}
    if line.state == State.FAR:
        return _("最近的%(name)s要走 %(minutes)s 分钟，比目标多 %(more)s 分钟。") % {
            "name": name,
            "minutes": minutes,
            "more": minutes - target,
        }
    return _("从社区中心走 %(minutes)s 分钟就有，可是不是人人都近。") % {"minutes": minutes}


def whom_words(line: CategoryLine) -> str:
    """Whom it leaves out; "" where it is not known who lives where."""
    if line.residents_beyond is None:
        return ""
    said = {
        "people": whole(line.residents_beyond),
        "old": whole(line.elderly_beyond or 0),
        "target": line.target_minutes,
    }
    if line.elderly_beyond is None:
        return _("%(people)s 位居民 %(target)s 分钟走不到。") % said
    return _("%(people)s 位居民 %(target)s 分钟走不到；老人按老人的脚步，%(old)s 位走不到。") % said


def street_words(line: CategoryLine) -> str:
    """What of the streets it leaves out; "" where there are no streets or none is left out."""
    if not round(line.uncovered_metres or 0):
        return ""
    return _("有 %(metres)s 米能走到的路在 %(target)s 分钟以外。") % {
        "metres": whole(line.uncovered_metres or 0),
        "target": line.target_minutes,
    }


def gap_words(line: CategoryLine) -> str:
    """One gap in plain words."""
    where, whom = where_words(line), whom_words(line) or street_words(line)
    return _("%(first)s%(second)s") % {"first": where, "second": whom} if whom else where
