"""Published figures as they were said: well-known words in the language of the page, others as they are."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from lifecircle.language.marked import gettext_noop
from lifecircle.language.now import is_source
from lifecircle.templatetags.names import zh

register = template.Library()

KNOWN = {
    gettext_noop("建成便民生活圈"),
    gettext_noop("新增生活圈"),
    gettext_noop("试点生活圈"),
    gettext_noop("计划建设生活圈"),
    gettext_noop("服务居民（超过）"),
    gettext_noop("建设项目"),
    gettext_noop("项目投资"),
    gettext_noop("社区综合超市"),
    gettext_noop("菜市场"),
    gettext_noop("便利店"),
    gettext_noop("老年助餐点"),
    gettext_noop("托育点"),
    gettext_noop("家政网点"),
    gettext_noop("健身房"),
    gettext_noop("投入资金"),
    gettext_noop("参加人数"),
    gettext_noop("带动消费（云闪付、建行生活）"),
    gettext_noop("公布时"),
    gettext_noop("五年"),
    gettext_noop("促消费活动"),
    gettext_noop("亿元"),
    gettext_noop("万元"),
    gettext_noop("万人"),
    gettext_noop("元"),
    gettext_noop("人"),
    gettext_noop("家"),
}
PIECES = "个"  # English counts without a word for it


@register.filter
def published(words: str) -> str | SafeString:
    """“Markets”; what nobody has translated is marked as Chinese. “2024 年” is told by its number."""
    if words in KNOWN:
        return gettext(words)
    year, _blank, rest = words.partition(" ")
    if year.isdecimal() and rest == "年":
        return gettext("{year} 年").format(year=year)
    return zh(words)


@register.filter
def unit(words: str) -> str | SafeString:
    return "" if words == PIECES and not is_source() else published(words)
