"""How a stop's opening is marked and its number dialled."""

from django import template

from communities.reach import Stop
from outlets.hours import State, closing_soon

register = template.Library()

FIELD_NAMES = {
    "at": "出发时间",
    "categories": "哪几种店",
    "gaps": "缺的店",
    "ink": "印法",
    "lat": "纬度",
    "lng": "经度",
    "near": "家附近的店或社区",
    "only": "只看",
    "orientation": "版式",
    "pace": "谁来走",
    "place": "起点",
    "q": "要找的名字",
    "size": "纸",
    "tier": "哪一类",
}


@register.filter
def opening_class(stop: Stop) -> str:
    """yes, soon, no or unknown: the shape before the words."""
    if stop.state == State.UNKNOWN:
        return "unknown"
    if stop.state == State.CLOSED:
        return "no"
    return "soon" if closing_soon(stop.opening, stop.arrives_at) else "yes"


@register.filter
def tel(phone: str) -> str:
    """A number as a `tel:` address takes it; what comes after 转 is dialled after a pause."""
    return "".join(letter for letter in phone.replace("转", ",") if letter in "+0123456789,-")


@register.filter
def called(field: str) -> str:
    """What a resident knows a field of a page's question by."""
    return FIELD_NAMES.get(field, field)
