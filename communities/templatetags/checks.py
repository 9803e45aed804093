"""How the page of a check writes its figures."""

from django import template

from communities.gaps_page import figures

register = template.Library()


@register.filter
def whole(number: float | None) -> str:
    """“1,240”; a dash where it is not known."""
    return "—" if number is None else figures.whole(number)
