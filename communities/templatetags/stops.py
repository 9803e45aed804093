"""How a stop's opening is marked and its number dialled."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_noop

from communities.elder.tasks import Task
from communities.elder.words import errand
from communities.reach import Stop
from lifecircle.language.now import is_source
from lifecircle.templatetags.names import zh
from outlets.hours import State, closing_soon
from outlets.models import Category, ServiceItem

register = template.Library()

FIELD_NAMES = {
    "at": gettext_noop("出发时间"),
    "categories": gettext_noop("哪几种店"),
    "category": gettext_noop("业态"),
    "gaps": gettext_noop("缺的店"),
    "ink": gettext_noop("印法"),
    "lat": gettext_noop("纬度"),
    "lng": gettext_noop("经度"),
    "near": gettext_noop("家附近的店或社区"),
    "only": gettext_noop("只看"),
    "orientation": gettext_noop("版式"),
    "pace": gettext_noop("谁来走"),
    "place": gettext_noop("起点"),
    "q": gettext_noop("要找的名字"),
    "size": gettext_noop("纸"),
    "tier": gettext_noop("哪一类"),
    "language": gettext_noop("语言"),
}


@register.filter
def opening_class(stop: Stop) -> str:
    """yes, soon, no or unknown: the shape before the words."""
    if stop.state == State.UNKNOWN:
        return "unknown"
    if stop.state == State.CLOSED:
        return "no"
    return "soon" if closing_soon(stop.opening, stop.arrives_at) else "yes"


@register.filter(name="errand")
def errand_of(task: Task, category: Category) -> str:
    return errand(task, category)


@register.filter
def tel(phone: str) -> str:
    """A number as a `tel:` address takes it; what comes after 转 is dialled after a pause."""
    return "".join(letter for letter in phone.replace("转", ",") if letter in "+0123456789,-")


@register.filter
def price(item: ServiceItem) -> str:
    """“8 元一把”; in another language what the note says stays Chinese."""
    if is_source():
        return item.price
    if item.price_yuan is None:
        return zh(item.price_note) or gettext("价钱未知")
    yuan = gettext("{yuan} 元").format(yuan=f"{item.price_yuan.normalize():f}")
    return format_html("{} {}", yuan, zh(item.price_note)) if item.price_note else yuan


@register.filter
def called(field: str) -> str:
    """What a resident knows a field of a page's question by."""
    return gettext(FIELD_NAMES[field]) if field in FIELD_NAMES else field
