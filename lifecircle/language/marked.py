"""Marks Chinese words in modules that know no framework: they are looked up where a page shows them. Pure.

`makemessages` and our own check of the sources know the names; `{% translate words %}` does the looking up of
plain words, `lifecircle.language.told.say` that of a sentence with values in it.
"""

from collections.abc import Mapping
from typing import Any


def gettext_noop(words: str) -> str:
    return words


class Told(str):
    """Chinese words that know how they came about: a marked pattern, and the values put into it.

    A value is a number, words (`Told` too), a list of such, or the words themselves by language, the
    source's first.
    """

    pattern: str
    values: Mapping[str, Any]


def told(pattern: str, **values: Any) -> Told:
    """Imported as `_`, by which `makemessages` finds the pattern."""
    chinese = {name: _chinese(value) for name, value in values.items()}
    words = Told(pattern.format(**chinese) if values else pattern)
    words.pattern, words.values = pattern, values
    return words


def _chinese(value: Any) -> Any:
    if isinstance(value, Mapping):
        return next(iter(value.values()))
    return "、".join(map(str, value)) if isinstance(value, list | tuple) else value
