"""A candidate, and who gains by it, in the reader's language: names are the register's, said beside."""

from collections.abc import Callable, Iterable

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities.route_words import wind
from communities.siting.candidates import Candidate, Spot
from communities.siting.question import Row
from lifecircle.language.now import is_source
from lifecircle.templatetags.names import named, read


def place(candidate: Candidate) -> str:
    """In a text: “Hezheng Xijie 和政西街, 320 m north-east of the centre”."""
    if candidate.spot is None or is_source():
        return named(candidate.name)
    return _spot(candidate.spot, named, format_html)


def place_label(candidate: Candidate) -> str:
    """In an option, with what must be said beside the name."""
    name = candidate.name
    if not is_source():
        spot = candidate.spot
        name = _spot(spot, read, str.format) if spot is not None else read(candidate.name)
    return _("{name}（{caveat}）").format(name=name, caveat=candidate.caveat) if candidate.caveat else name


def _spot(spot: Spot, say: Callable[[str], str], put: Callable[..., str]) -> str:
    values = {"wind": wind(spot.bearing), "metres": spot.metres, "circle": say(spot.circle)}
    if spot.circle and spot.metres:
        where = put(_("{circle}中心{wind} {metres} 米"), **values)
    elif spot.circle:
        where = put(_("{circle}中心"), **values)
    else:
        where = put(_("中心{wind} {metres} 米"), **values) if spot.metres else _("生活圈中心")
    return put(_("{street}，{place}"), street=say(spot.street), place=where) if spot.street else where


def who(row: Row) -> str:
    """The compounds that gain, by name where they are few."""
    count = len(row.names) + row.more_places
    if not count:
        return _("没有人")
    if not row.names:
        return ngettext("{count} 处", "{count} 处", count).format(count=count)
    names = _listed(_name(name, old=name in row.elderly_alone) for name in row.names)
    if not row.more_places:
        return names
    return _put(ngettext("{names} 等 {count} 处", "{names} 等 {count} 处", count), names=names, count=count)


def _name(name: str, *, old: bool) -> str:
    return _put(_("{name}（老人）"), name=named(name)) if old else named(name)


def _listed(names: Iterable[str]) -> str:
    if is_source():
        return "、".join(names)
    return format_html_join(_("、"), "{}", ((name,) for name in names))


def _put(pattern: str, **values: object) -> str:
    """In another language names come as HTML."""
    return pattern.format(**values) if is_source() else format_html(pattern, **values)
