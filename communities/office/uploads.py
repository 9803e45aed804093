"""Tables at the desk: send one in, see what each row would do, write the good ones, take it all back."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities.office.places import Places
from lifecircle.datum import CoordinateSystem
from lifecircle.exchange.problems import Refused
from lifecircle.language.told import in_source, say
from lifecircle.staff.access import may, require, scope_of, staff_only
from lifecircle.staff.log import record
from lifecircle.staff.models import AuditKind
from lifecircle.staff.rights import Right
from outlets.models import PositionSystem, RowVerdict, Upload, UploadState
from outlets.uploads import applying, closing, marking, opening, reading, template, undoing
from outlets.uploads.judging import Ground

ROWS_A_PAGE = 50
UPLOADS_SHOWN = 30
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("哪份表"),
        help_text=_("收 .xlsx 和 .csv。第一行是表头，一行一家网点。"),
        error_messages={
            "required": _("请选一份表。"),
            "empty": _("这份文件是空的。"),
            "missing": _("请选一份表。"),
        },
        widget=forms.FileInput(attrs={"class": "in", "accept": ".xlsx,.csv"}),
    )
    system = forms.ChoiceField(
        label=_("表里的坐标是从哪里来的"),
        help_text=_("各家地图的坐标不一样，选错了，店就到了别的街上。"),
        choices=PositionSystem.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选坐标系。")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Right.UPLOAD)
def index(request: HttpRequest) -> HttpResponse:
    """The uploads of one's offices, and a form for the next."""
    form = UploadForm(request.POST or None, request.FILES or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            upload = _start(request, form)
        except Refused as refused:
            form.add_error("file", say(refused.words))
        else:
            reading.step(upload, _ground(request, upload))
            return redirect("office:upload", upload.pk)
    uploads = Upload.objects.within(_scope(request)).defer("content", "cells").select_related("author")
    page = {"form": form, "uploads": uploads[:UPLOADS_SHOWN], "most": opening.MOST_ROWS}
    return render(request, "office/uploads.html", page, status=400 if form.errors else 200)


@require_safe
@staff_only(Right.UPLOAD)
def blank(request: HttpRequest) -> HttpResponse:
    """The template to fill in."""
    response = HttpResponse(template.template(_scope(request)), content_type=XLSX)
    response["Content-Disposition"] = "attachment; filename*=UTF-8''%E7%BD%91%E7%82%B9%E6%A8%A1%E6%9D%BF.xlsx"
    return response


@require_safe
@staff_only(Right.UPLOAD)
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """One table: how far it is read, then what each row would do or did."""
    shown = _upload(request, pk)
    counts = Counter(dict(_counts(shown)))
    verdict = request.GET.get("verdict", "")
    rows = shown.rows.filter(verdict=verdict) if verdict in RowVerdict.values else shown.rows.all()
    page = {
        "upload": shown,
        "verdicts": [(value, label, counts[value]) for value, label in RowVerdict.choices],
        "verdict": verdict if verdict in RowVerdict.values else "",
        "rows": Paginator(rows.select_related("outlet"), ROWS_A_PAGE).get_page(request.GET.get("page")),
        "good": applying.good_rows(shown).count(),
        "publishes": applying.publishes(_user(request), shown),
        "states": UploadState,
    }
    return render(request, "office/upload.html", page)


@require_POST
@staff_only(Right.UPLOAD)
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """One piece of reading on; how far it is, as JSON for the script."""
    shown = _upload(request, pk)
    reading.step(shown, _ground(request, shown))
    if request.accepts("text/html"):
        return redirect("office:upload", pk)
    return JsonResponse({"state": shown.state, "read": shown.rows_read, "total": shown.rows_total})


@require_POST
@staff_only(Right.UPLOAD)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """“不是同一家”, of one row that looks like another outlet, or of all; or back again."""
    shown = _upload(request, pk)
    number = request.POST.get("row", "")
    rows = shown.rows.filter(verdict=RowVerdict.DUPLICATE)
    if number != "all":
        rows = rows.filter(number=int(number) if number.isdecimal() and len(number) < 9 else 0)
    if shown.state == UploadState.READY:
        rows.update(not_same=request.POST.get("not_same") == "1")
    where = {name: request.POST[name] for name in ("verdict", "page") if request.POST.get(name)}
    address = redirect("office:upload", pk)
    address["Location"] += f"?{urlencode(where)}#row-{number}" if where or number else ""
    return address


@require_POST
@staff_only(Right.UPLOAD)
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    return _do(request, pk, applying.apply)


@require_POST
@staff_only(Right.UPLOAD)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    return _do(request, pk, undoing.undo)


@require_POST
@staff_only(Right.UPLOAD)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Writes nothing, and keeps neither the file nor its rows."""
    return _do(request, pk, closing.drop)


@require_safe
@staff_only(Right.UPLOAD)
def remarks(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The table as it came, with what was said of each row in a last column."""
    shown = _upload(request, pk)
    try:
        with TemporaryDirectory() as folder:
            copy = marking.marked(shown, Path(folder))
    except Refused as refused:
        messages.error(request, say(refused.words))
        return redirect("office:upload", pk)
    return FileResponse(copy, as_attachment=True, filename=marking.name_of(shown))


def _do(request: HttpRequest, pk: int, deed: Any) -> HttpResponse:
    """One of the deeds on a whole upload, said and logged."""
    shown = _upload(request, pk)
    try:
        deed(shown, _user(request))
    except Refused as refused:
        messages.error(request, say(refused.words))
    else:
        with in_source():
            words = f"{shown.file_name}：{shown.get_state_display()}，{shown.words}"
        record(request, AuditKind.UPLOAD, words)
        messages.success(request, shown.said)
    return redirect("office:upload", pk)


def _start(request: HttpRequest, form: UploadForm) -> Upload:
    file = form.cleaned_data["file"]
    opening.check_size(file.size)
    upload = opening.start(
        file.name,
        file.read(),
        CoordinateSystem(form.cleaned_data["system"]),
        author=_user(request),
        scope=_scope(request),
    )
    record(request, AuditKind.UPLOAD, f"{upload.file_name}：收下，{form.cleaned_data['system']}")
    return upload


def _upload(request: HttpRequest, pk: int) -> Upload:
    shown = get_object_or_404(Upload.objects.defer("content", "cells").select_related("author"), pk=pk)
    require(request.user, Right.UPLOAD, shown.scope or None)
    return shown


def _counts(shown: Upload) -> Any:
    return Counter(shown.rows.order_by().values_list("verdict", flat=True))


def _ground(request: HttpRequest, shown: Upload) -> Ground:
    outside = may(request.user, Right.CONFIRM_OUTSIDE, shown.scope or None)
    return Ground(shown.scope, Places.now(), may_stand_outside=outside)


def _scope(request: HttpRequest) -> str:
    scope = scope_of(request.user)
    assert scope is not None  # staff_only has asked
    return scope.code


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
