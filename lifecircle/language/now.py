"""The language of the page that is being made."""

from django.conf import settings
from django.utils.translation import get_language

HTML_NAMES = {"zh-hans": "zh-Hans"}  # as BCP 47 writes it; others are written alike


def language() -> str:
    """`zh-hans` or `en`; the source's where nobody chose, as for programs and commands."""
    return get_language() or settings.LANGUAGE_CODE


def is_source() -> bool:
    """Whether words are shown as they stand in the sources and the register."""
    return language() == settings.LANGUAGE_CODE


def html_language() -> str:
    return html_name(language())


def html_name(code: str) -> str:
    return HTML_NAMES.get(code, code)
