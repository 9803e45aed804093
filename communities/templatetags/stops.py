"""How a stop's opening is said and marked; the words themselves come from `outlets.hours`."""

from django import template
from django.utils.timezone import localdate

from communities.reach import Stop
from outlets.hours import State, closing_soon

register = template.Library()


@register.filter
def opening_class(stop: Stop) -> str:
    """yes, soon, no or unknown: the shape before the words."""
    if stop.suspended:
        return "no"
    if stop.opening.state == State.UNKNOWN:
        return "unknown"
    if stop.opening.state == State.CLOSED:
        return "no"
    return "soon" if closing_soon(stop.opening, stop.arrives_at) else "yes"


@register.filter
def opening_words(stop: Stop) -> str:
    if not stop.suspended:
        return stop.opening_words
    until = stop.outlet.status_until
    if until is None:
        return "暂停营业，恢复时间未知"
    today = localdate(stop.arrives_at)
    year = f"{until.year} 年 " if until.year != today.year else ""
    words = "预计" if until >= today else "原定"
    return f"暂停营业，{words} {year}{until.month} 月 {until.day} 日恢复"
