"""Rows that look like a registered outlet, or like each other: shown to the clerk, who decides."""

from collections.abc import Mapping, Sequence
from typing import Any

from lifecircle.geo import Box, Point
from lifecircle.language.marked import Told
from lifecircle.language.marked import told as _
from outlets.crowd import Crowd, Twin
from outlets.duplicates import crowd_around, places_near
from outlets.exchange.matching import identity
from outlets.likeness import Sign
from outlets.models import Category, RowVerdict, Upload, UploadRow

SHOWN = 3
MARGIN_METRES = 1_000  # the next rows of a list lie near the last
TO_BE_NEW = (RowVerdict.NEW, RowVerdict.DUPLICATE)


class Register:
    """The registered outlets around the places that were asked about, kept while a step lasts."""

    def __init__(self) -> None:
        self._box: Box | None = None
        self._crowd: Crowd[int] | None = None

    def around(self, points: Sequence[Point]) -> Crowd[int]:
        """Read anew only where a place lies outside what was read."""
        if self._crowd and self._box and all(map(self._box.contains, points)):
            return self._crowd
        lats, lngs = [point.lat for point in points], [point.lng for point in points]
        self._box = Box(min(lats), min(lngs), max(lats), max(lngs)).padded(MARGIN_METRES)
        corners = [Point(self._box.south, self._box.west), Point(self._box.north, self._box.east)]
        self._crowd = crowd_around(corners)
        return self._crowd


def mark_registered_twins(rows: Sequence[UploadRow], register: Register) -> None:
    """New rows that look like registered outlets become “可能重复”; unsaved."""
    new = [row for row in rows if row.verdict == RowVerdict.NEW]
    if not new:
        return
    crowd = register.around([_sign(row.values).point for row in new])
    for row in new:
        if twins := crowd.like(_sign(row.values)):
            row.verdict = RowVerdict.DUPLICATE
            row.remark_first(*map(_of_outlet, twins[:SHOWN]))


def mark_twins(upload: Upload) -> None:
    """Rows far apart in a table: written twice is wrong, alike is to be decided. Saves."""
    rows = list(upload.rows.exclude(verdict=RowVerdict.WRONG).order_by("number"))
    changed = [*_repeated(rows), *_alike(rows)]
    UploadRow.objects.bulk_update(dict.fromkeys(changed), ["verdict", "remarks"], batch_size=200)


def _repeated(rows: Sequence[UploadRow]) -> list[UploadRow]:
    """Marks rows wrong of which an earlier one speaks already."""
    first: dict[Any, int] = {}
    again = []
    for row in rows:
        key, words = _key(row)
        number = first.setdefault(key, row.number)
        if key is not None and number != row.number:
            row.verdict, row.remarks = RowVerdict.WRONG, []
            row.remark(_("和第 {row} 行的{key}重复", row=number, key=words))
            again.append(row)
    return again


def _key(row: UploadRow) -> tuple[Any, Told]:
    values = row.values
    if row.outlet_id:
        return row.outlet_id, _("网点（编号 {pk}）", pk=row.outlet_id)
    if values.get("source_id"):
        return (values["source"], values["source_id"]), _("来源和来源编号")
    own = identity(*(values.get(name) for name in ("name", "category", "lat", "lng")))
    return own, _("名称、主业态和位置")


def _alike(rows: Sequence[UploadRow]) -> list[UploadRow]:
    """New rows that look like an earlier new row."""
    new = [row for row in rows if row.verdict in TO_BE_NEW]
    if not new:
        return []
    limits = dict(Category.objects.order_by().values_list("pk", "duplicate_metres"))
    places = places_near({row.values["area"] for row in new if row.values.get("area")})
    crowd = Crowd[int](limits, about=new[0].values["lat"], places=places)
    for row in new:
        crowd.add(row.number, _sign(row.values))
    alike = []
    for row in new:
        twins = [twin for twin in crowd.like(_sign(row.values), but=row.number) if twin.key < row.number]
        if twins:
            row.verdict = RowVerdict.DUPLICATE
            row.remark_first(*map(_of_row, twins[:SHOWN]))
            alike.append(row)
    return alike


def _sign(values: Mapping[str, Any]) -> Sign:
    point = Point(values["lat"], values["lng"])
    return Sign(values["name"], values["category"], point, values.get("phone") or "")


def _of_outlet(twin: Twin[int]) -> Told:
    return _(
        "像已登记的“{name}”（编号 {pk}，{why}）；是同一家，就在“{column}”一列填 {pk}",
        name=twin.sign.name,
        pk=twin.key,
        why=_why(twin),
        column="编号",
    )


def _of_row(twin: Twin[int]) -> Told:
    return _("像第 {row} 行的“{name}”（{why}）", row=twin.key, name=twin.sign.name, why=_why(twin))


def _why(twin: Twin[int]) -> Told:
    words = _("相距 {metres} 米", metres=twin.match.metres)
    for sign in reversed(twin.match.why):
        words = _("{sign}，{more}", sign=sign, more=words)
    return words
