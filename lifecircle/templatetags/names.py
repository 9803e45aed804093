"""Names and other words of the register on a page in another language: marked as Chinese, with their reading.

In Chinese every filter gives its value back as it is. Of all others: `named` and `zh` make HTML for text,
`read` makes plain words for titles, labels and other attributes, which cannot be marked.
"""

import re
from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from lifecircle.language.now import html_language, is_source
from lifecircle.language.reading import CHINESE, is_chinese, reading
from lifecircle.language.switch import Offer, offer
from lifecircle.language.told import say

register = template.Library()
CHINESE_RUN = re.compile(f"({CHINESE.pattern}+)")


@register.simple_tag
def page_language() -> str:
    """For `<html lang>`."""
    return html_language()


@register.simple_tag(takes_context=True)
def other_language(context: Context, by_hash: object = False) -> Offer | None:
    """None on a page that is made without a request, as the page of a failure is, and where the desk answers
    a form. `by_hash`: what a page was asked in a body stands behind the "#" of its address too, and need not
    stand in the page."""
    request: HttpRequest | None = context.get("request")
    return offer(request, carries=not by_hash) if request is not None else None


@register.filter
def named(name: Any) -> str | SafeString:
    """“Shangkan Community 上坎社区”: how a name is said, and the name."""
    text = str(name or "")
    if is_source() or not is_chinese(text):
        return text
    pattern = '<span>{} <span class="zh" lang="zh-Hans">{}</span></span>'
    return format_html(pattern, reading(text), text)


@register.filter
def read(name: Any) -> str:
    """“Shangkan Community”."""
    text = str(name or "")
    return text if is_source() else reading(text)


@register.filter
def zh(words: Any) -> str | SafeString:
    """Words of the register that are not names: shown as they are, marked as Chinese."""
    text = str(words or "")
    if is_source() or not is_chinese(text):
        return text
    return format_html('<span class="zh" lang="zh-Hans">{}</span>', text)


@register.filter
def sentences(words: list[str]) -> str:
    """One after the other."""
    return "".join(map(say, words)) if is_source() else mixed(" ".join(map(say, words)))


@register.filter
def mixed(words: Any) -> str:
    """A sentence with words in it that somebody typed: the Chinese ones are marked."""
    text = say(words or "")
    if is_source():
        return text
    parts = CHINESE_RUN.split(text)  # the odd ones are Chinese
    spans = (("<span lang='zh-Hans'>{}</span>" if n % 2 else "{}", part) for n, part in enumerate(parts))
    return format_html_join("", "{}", ((format_html(pattern, part),) for pattern, part in spans))


@register.filter
def in_chinese(words: Any) -> bool:
    """Whether an attribute's value wants `lang="zh-Hans"` on a page in another language."""
    return not is_source() and is_chinese(str(words or ""))


@register.filter
def lang(words: Any) -> str:
    """The attribute itself, of an element whose value or title may be Chinese: `<input …{{ name|lang }}>`."""
    return mark_safe(' lang="zh-Hans"') if in_chinese(words) else ""


@register.filter
def phone(number: Any) -> str:
    """A number as it is told: an extension is called one."""
    text = str(number or "")
    return text if is_source() else " ext. ".join(part.strip() for part in text.split("转"))


@register.filter
def trade(category: Any) -> str:
    """A category or class as the catalogue calls it in this language."""
    return category.name if is_source() else (category.name_en or reading(category.name))


@register.filter
def translated(words: Any) -> str:
    """Chinese words that are marked where they stand (`gettext_noop`), in this language."""
    return gettext(str(words)) if words else ""
