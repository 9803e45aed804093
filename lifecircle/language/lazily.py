"""Refusals declared once, at import, and said in the language of whoever is refused."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext


def filled(pattern: str, **values: object) -> str:
    """A marked pattern with its values, looked up when it is said."""
    said: str = lazy(lambda: gettext(pattern).format(**values), str)()
    return said


def no_such(pattern: str, choices: Mapping[str, Any]) -> str:
    """What can be chosen stands for {known}; {input} is left to the serializer."""
    said: str = lazy(lambda: gettext(pattern).replace("{known}", known(choices)), str)()
    return said


def known(choices: Mapping[str, Any]) -> str:
    """“standard（普通）、child（带小孩）”."""
    named = gettext("{code}（{name}）")
    told = (
        code if name == code else named.format(code=code, name=gettext(str(name)))
        for code, name in choices.items()
    )
    return gettext("、").join(told)
