"""A route told in the language of the page."""

from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from lifecircle.language.now import is_source
from lifecircle.templatetags.names import named
from lifecircle.walking import words, words_en
from lifecircle.walking.route import Route


def steps_of(route: Route) -> list[str]:
    """One sentence a step; in another language the names in it are marked as Chinese, with their reading."""
    if is_source():
        return route.sentences
    told = route.sentences_en(lambda name: conditional_escape(named(name)))
    return [mark_safe(sentence) for sentence in told]  # noqa: S308 - our words, and names escaped just above


def wind(bearing: float) -> str:
    """“东北”; degrees from north."""
    return words.wind(bearing) if is_source() else words_en.wind(bearing)
