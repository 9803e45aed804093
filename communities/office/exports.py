"""The export: what one may see, as a table or as GeoJSON, filtered, in a coordinate system by choice."""

import io
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from lifecircle.areas.models import Area, Level
from lifecircle.datum import CoordinateSystem
from lifecircle.exchange.writing import csv_lines, write_table
from lifecircle.language.told import in_source
from lifecircle.staff.access import scope_of, staff_only
from lifecircle.staff.log import record
from lifecircle.staff.models import AuditKind
from lifecircle.staff.rights import Right
from lifecircle.templatetags.names import read, trade
from outlets.exchange.columns import COLUMNS
from outlets.exchange.features import features
from outlets.exchange.rows import rows_of
from outlets.models import Category, Outlet, PositionSystem, Status

FORMATS = (
    ("xlsx", _("Excel 表格（.xlsx）")),
    ("csv", _("CSV（UTF-8）")),
    ("geojson", _("GeoJSON（给地图软件）")),
)
HEADINGS = [column.chinese for column in COLUMNS]
ALL = ("", _("全部"))


class ExportForm(forms.Form):
    """What is asked for; `scope` is where the asker may look."""

    format = forms.ChoiceField(
        label=_("要什么格式"), choices=FORMATS, widget=forms.RadioSelect, initial="xlsx"
    )
    system = forms.ChoiceField(
        label=_("坐标写成哪一种"),
        choices=PositionSystem.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选坐标系：选错了，店就到了别的街上。")},
    )
    category = forms.ChoiceField(label=_("业态"), required=False)
    status = forms.ChoiceField(label=_("状态"), required=False, choices=[ALL, *Status.choices])
    street = forms.ChoiceField(label=_("街道"), required=False)
    since = forms.DateField(
        label=_("只要这天以后改动过的"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("日期应写成 2026-03-01。")},
    )

    def __init__(self, data: Any = None, *, scope: str) -> None:
        super().__init__(data, label_suffix="")
        self.scope = scope
        streets = Area.objects.within(scope).at(Level.SUBDISTRICT).order_by("code")
        self._choose("category", [(each.code, trade(each)) for each in Category.objects.all()])
        self._choose("street", [(area.code, read(area.name)) for area in streets])
        for name in ("category", "status", "street", "since"):
            self.fields[name].widget.attrs["class"] = "in"

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("format") == "geojson" and found.get("system", "wgs84") != CoordinateSystem.WGS84.value:
            self.add_error(
                "system", gettext("GeoJSON 按标准（RFC 7946）只能是 WGS-84；要别的坐标系，请选表格。")
            )
        return found

    def outlets(self) -> QuerySet[Outlet]:
        asked = self.cleaned_data
        where = Q()
        for prefix in filter(None, (self.scope, asked["street"])):
            where &= Q(area__code__startswith=prefix)
        if asked["status"]:
            where &= Q(status=asked["status"])
        if asked["since"]:
            where &= Q(updated_at__date__gte=asked["since"])
        found = Outlet.objects.filter(where)
        return found.of_categories([asked["category"]]) if asked["category"] else found

    def words(self) -> str:
        """What was asked, for the log."""
        names = ("category", "status", "street", "since")
        with in_source():
            chosen = [
                f"{self.fields[name].label} {self.cleaned_data[name]}"
                for name in names
                if self.cleaned_data[name]
            ]
        return "，".join([self.cleaned_data["format"], self.cleaned_data["system"], *chosen])

    def _choose(self, name: str, pairs: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [ALL, *pairs]


@require_safe
@staff_only(Right.EXPORT)
def page(request: HttpRequest) -> HttpResponse:
    return _page(request, ExportForm(scope=_scope(request)))


@require_safe
@staff_only(Right.EXPORT)
def table(request: HttpRequest) -> HttpResponseBase:
    form = ExportForm(request.GET, scope=_scope(request))
    if not form.is_valid():
        return _page(request, form, status=400)
    outlets = form.outlets()
    record(request, AuditKind.EXPORT, f"网点 {outlets.count()} 条，{form.words()}")
    ending, system = form.cleaned_data["format"], CoordinateSystem(form.cleaned_data["system"])
    with in_source():
        return WRITERS[ending](outlets, system, f"网点-{form.scope or '全市'}-{localdate()}.{ending}")


def _page(request: HttpRequest, form: ExportForm, status: int = 200) -> HttpResponse:
    seen = Outlet.objects.within(form.scope) if form.scope else Outlet.objects.all()
    return render(request, "office/export.html", {"form": form, "count": seen.count()}, status=status)


def _scope(request: HttpRequest) -> str:
    scope = scope_of(request.user)
    assert scope is not None  # staff_only has asked
    return scope.code


def _xlsx(outlets: QuerySet[Outlet], system: CoordinateSystem, name: str) -> HttpResponseBase:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "outlets.xlsx"
        write_table(path, HEADINGS, rows_of(outlets, system=system), title="网点")
        return FileResponse(io.BytesIO(path.read_bytes()), as_attachment=True, filename=name)


def _csv(outlets: QuerySet[Outlet], system: CoordinateSystem, name: str) -> HttpResponseBase:
    lines = csv_lines(HEADINGS, rows_of(outlets, system=system))
    return _streamed(lines, "text/csv; charset=utf-8", name)


def _geojson(outlets: QuerySet[Outlet], system: CoordinateSystem, name: str) -> HttpResponseBase:
    return _streamed(features(outlets), "application/geo+json", name)


def _streamed(pieces: Any, kind: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(pieces, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


Writer = Callable[[QuerySet[Outlet], CoordinateSystem, str], HttpResponseBase]
WRITERS: dict[str, Writer] = {"xlsx": _xlsx, "csv": _csv, "geojson": _geojson}
