"""Says in the page's language what modules told in Chinese, and keeps it so that it can be said in any."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, TypeVar

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from lifecircle.language.marked import Told
from lifecircle.language.now import language

T = TypeVar("T")
Kept = str | dict[str, str]


def in_source() -> AbstractContextManager[Any]:
    """Where Chinese is made whatever the reader's language: files that are taken away, words for the log."""
    return translation.override(settings.LANGUAGE_CODE)


def say(words: Any) -> str:
    """`Told` or kept words in the language of the page that is being made; any others as they are."""
    if isinstance(words, Mapping):
        return str(words.get(language()) or words[settings.LANGUAGE_CODE])
    if not isinstance(words, Told):
        return str(words)
    values = {name: _said(value) for name, value in words.values.items()}
    return gettext(words.pattern).format(**values) if values else gettext(words.pattern)


def kept(words: str) -> Kept:
    """For a JSON column: in every language where it can be said in all, else as it is."""
    return every(lambda: say(words)) if isinstance(words, Told) else words


def every(tell: Callable[[], T]) -> dict[str, T]:
    """What is told, in each language by its code, the source's first."""
    found = {}
    for code in sorted(dict(settings.LANGUAGES), key=lambda code: code != settings.LANGUAGE_CODE):
        with translation.override(code):
            found[code] = tell()
    return found


def _said(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return gettext("、").join(map(say, value))
    return say(value) if isinstance(value, str | Mapping) else value
