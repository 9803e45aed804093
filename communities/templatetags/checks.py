"""How the page of a check writes its figures."""

from decimal import Decimal

from django import template

from communities.gaps_page import figures

register = template.Library()


@register.filter
def whole(number: float | None) -> str:
    """“1,240”; a dash where it is not known."""
    return "—" if number is None else figures.whole(number)


@register.filter
def yuan(amount: Decimal) -> str:
    """“120,000”, with 分 only where there are some."""
    return f"{amount:,.2f}".removesuffix(".00")
