"""Rows that look like a registered outlet, or like each other: shown to the clerk, who decides."""

from collections.abc import Mapping, Sequence
from typing import Any

from lifecircle.geo import Box, Point
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
            row.remarks = [*map(_of_outlet, twins[:SHOWN]), *row.remarks]


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
            row.verdict, row.remarks = RowVerdict.WRONG, [f"和第 {number} 行的{words}重复"]
            again.append(row)
    return again


def _key(row: UploadRow) -> tuple[Any, str]:
    values = row.values
    if row.outlet_id:
        return row.outlet_id, f"网点（编号 {row.outlet_id}）"
    if values.get("source_id"):
        return (values["source"], values["source_id"]), "来源和来源编号"
    return identity(*(values.get(name) for name in ("name", "category", "lat", "lng"))), "名称、主业态和位置"


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
            row.remarks = [*map(_of_row, twins[:SHOWN]), *row.remarks]
            alike.append(row)
    return alike


def _sign(values: Mapping[str, Any]) -> Sign:
    point = Point(values["lat"], values["lng"])
    return Sign(values["name"], values["category"], point, values.get("phone") or "")


def _of_outlet(twin: Twin[int]) -> str:
    words = f"是同一家，就在“编号”一列填 {twin.key}"
    return f"像已登记的“{twin.sign.name}”（编号 {twin.key}，{_why(twin)}）；{words}"


def _of_row(twin: Twin[int]) -> str:
    return f"像第 {twin.key} 行的“{twin.sign.name}”（{_why(twin)}）"


def _why(twin: Twin[int]) -> str:
    return "，".join([*twin.match.why, f"相距 {twin.match.metres} 米"])
