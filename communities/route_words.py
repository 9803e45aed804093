"""A route told in the language of the page."""

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, ngettext

from lifecircle.language.now import is_source
from lifecircle.templatetags.names import named
from lifecircle.walking import shown_minutes, words, words_en
from lifecircle.walking.route import Route


def steps_of(route: Route) -> list[str]:
    """One sentence a step; in another language the names in it are marked as Chinese, with their reading."""
    if is_source():
        return route.sentences
    told = route.sentences_en(lambda name: conditional_escape(named(name)))
    return [mark_safe(sentence) for sentence in told]  # noqa: S308 - our words, and names escaped just above


def facts_of(route: Route) -> list[str]:
    """“过马路 2 次 · 爬升 12 米”: only what there is."""
    minutes, climb = shown_minutes(route.seconds), round(route.climb_metres or 0)
    walked = ngettext("{minutes} 分钟 · {metres} 米", "{minutes} 分钟 · {metres} 米", minutes)
    found = [walked.format(minutes=minutes, metres=round(route.metres))]
    if route.crossings:
        words = ngettext("过马路 {count} 次", "过马路 {count} 次", route.crossings)
        found.append(words.format(count=route.crossings))
    if route.flights:
        words = ngettext("台阶 {count} 处，共 {metres} 米", "台阶 {count} 处，共 {metres} 米", route.flights)
        found.append(words.format(count=route.flights, metres=round(route.steps_metres)))
    if climb >= 1:
        found.append(ngettext("上坡共 {metres} 米", "上坡共 {metres} 米", climb).format(metres=climb))
    if route.door_name:
        found.append(format_html(gettext("从{door}进"), door=named(route.door_name)))
    return found


def wind(bearing: float) -> str:
    """“东北”; degrees from north."""
    return words.wind(bearing) if is_source() else words_en.wind(bearing)
