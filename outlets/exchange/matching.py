"""Which registered outlet a row speaks of: by 编号, else by source and its number, else by being identical.

Identical is the same name, main category and position to 1e-6 degrees (some ten centimetres), so that a list
without numbers can be imported twice and changes nothing the second time.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from lifecircle.exchange.columns import Reading
from lifecircle.exchange.plans import chunks
from lifecircle.exchange.problems import Problem
from lifecircle.exchange.sheets import repeated
from lifecircle.language.marked import told as _
from outlets.models import Outlet, Source

Identity = tuple[str, str, int, int]
SourceKey = tuple[str, str]
SAME = 1_000_000


def match(readings: Sequence[Reading], problems: list[Problem]) -> dict[int, int]:
    """Row to 编号, for the rows that are registered; rows that are two of one kind become problems."""
    problems += repeated(readings, lambda reading: reading.values.get("id"), _("编号"))
    problems += repeated(readings, source_key, _("来源和来源编号"))
    identity_words = _("名称、主业态和位置")
    problems += repeated(_unnumbered(readings), _identity, identity_words, show=lambda key: str(key[0]))
    usable = [reading for reading in readings if not reading.broken]
    found = {reading.row: reading.values["id"] for reading in usable if reading.values.get("id") is not None}
    by_source = registered({key for reading in usable if (key := source_key(reading))})
    rest = []
    for reading in usable:
        pk = by_source.get(source_key(reading) or ("", ""))
        if reading.row not in found and pk:
            found[reading.row] = pk
        elif reading.row not in found:
            rest.append(reading)
    found |= _by_identity(rest, problems)
    problems += _claimed_twice(usable, found)
    return found


def source_key(reading: Reading) -> SourceKey | None:
    number = reading.values.get("source_id")
    return (reading.values.get("source") or Source.IMPORT.value, number) if number else None


def identity(name: str | None, category: str | None, lat: float | None, lng: float | None) -> Identity | None:
    if not name or not category or lat is None or lng is None:
        return None
    return name, category, round(lat * SAME), round(lng * SAME)


def _identity(reading: Reading) -> Identity | None:
    return identity(*(reading.values.get(name) for name in ("name", "category_id", "lat", "lng")))


def _unnumbered(readings: Sequence[Reading]) -> list[Reading]:
    return [reading for reading in readings if reading.values.get("id") is None and not source_key(reading)]


def registered(keys: set[SourceKey]) -> dict[SourceKey, int]:
    """The 编号 of each source and number that is registered."""
    numbers = defaultdict(list)
    for source, number in sorted(keys):
        numbers[source].append(number)
    return {
        (source, number): pk
        for source, all_of_it in numbers.items()
        for some in chunks(all_of_it)
        for number, pk in Outlet.objects.filter(source=source, source_id__in=some).values_list(
            "source_id", "pk"
        )
    }


def _by_identity(readings: Sequence[Reading], problems: list[Problem]) -> dict[int, int]:
    """One query for all rows: the outlets of the box they span, of which the identical are kept."""
    wanted = {key: reading for reading in readings if (key := _identity(reading))}
    candidates = identical(set(wanted))
    found = {}
    for reading in readings:
        # an outlet that has a number of its own in a source is not the one with another number
        numbered = source_key(reading) is not None
        pks = [pk for pk, number in candidates.get(_identity(reading), []) if not (numbered and number)]
        if len(pks) > 1:
            reading.broken = True
            words = _(
                "库里有 {count} 家一样的（编号 {numbers}），请填编号", count=len(pks), numbers=sorted(pks)
            )
            problems.append(Problem(words, reading.row))
        elif pks:
            found[reading.row] = pks[0]
    return found


def identical(wanted: set[Identity]) -> dict[Identity | None, list[tuple[int, str]]]:
    found: dict[Identity | None, list[tuple[int, str]]] = defaultdict(list)
    if not wanted:
        return found
    lats, lngs = [key[2] for key in wanted], [key[3] for key in wanted]
    inside = Outlet.objects.order_by().filter(
        lat__range=((min(lats) - 1) / SAME, (max(lats) + 1) / SAME),
        lng__range=((min(lngs) - 1) / SAME, (max(lngs) + 1) / SAME),
    )
    rows = inside.values_list("pk", "source_id", "name", "category_id", "lat", "lng")
    for pk, number, name, category, lat, lng in rows.iterator(chunk_size=20_000):
        key = identity(name, category, lat, lng)
        if key in wanted:
            found[key].append((pk, number))
    return found


def _claimed_twice(readings: Sequence[Reading], found: dict[int, int]) -> list[Problem]:
    """Rows that reach one outlet by different ways."""

    def claimed(reading: Reading) -> Any:
        return None if reading.broken else found.get(reading.row)

    return repeated(readings, claimed, _("网点"))
