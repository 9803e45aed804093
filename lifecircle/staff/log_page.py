"""Reading the log: by day, kind and account; a district sees what its own people did."""

import csv
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from lifecircle.exchange.guard import guarded
from lifecircle.language.told import in_source
from lifecircle.staff.access import scope_of, staff_only
from lifecircle.staff.forms import dressed
from lifecircle.staff.log import record
from lifecircle.staff.models import AuditKind, AuditRecord
from lifecircle.staff.rights import Right

PER_PAGE = 50
DAYS = 30  # what is shown before anybody asks
HEADINGS = ("时间", "什么事", "账号", "范围", "网络地址", "内容")


class LogFilter(forms.Form):
    since = forms.DateField(
        label=_("从"), required=False, error_messages={"invalid": _("日期写成 2026-08-21 这样。")}
    )
    until = forms.DateField(
        label=_("到"), required=False, error_messages={"invalid": _("日期写成 2026-08-21 这样。")}
    )
    kind = forms.ChoiceField(
        label=_("什么事"),
        required=False,
        choices=[("", _("全部")), *AuditKind.choices],
        error_messages={"invalid_choice": _("请从给出的几项里选一项。")},
    )
    account = forms.CharField(label=_("账号"), required=False, max_length=150)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dressed(self)
        for name in ("since", "until"):
            self.fields[name].widget.input_type = "date"

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = values.get("since"), values.get("until")
        if since and until and since > until:
            self.add_error("until", gettext("“到”要在“从”之后。"))
        return values


@require_safe
@staff_only(Right.LOG)
def page(request: HttpRequest) -> HttpResponse:
    form = _filter(request)
    shown = Paginator(_found(request, form), PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {"form": form, "page": shown, "query": query.urlencode()}
    return render(request, "office/log.html", context, status=200 if form.is_valid() else 400)


@require_safe
@staff_only(Right.LOG)
def table(request: HttpRequest) -> HttpResponseBase:
    """What the page shows, whole, as CSV; taking it away is itself recorded."""
    form = _filter(request)
    if not form.is_valid():
        return page(request)
    found = _found(request, form)
    record(request, AuditKind.EXPORT, f"操作日志 {found.count()} 条，{_span(form)}")
    headers = {"Content-Disposition": 'attachment; filename="log.csv"'}
    return StreamingHttpResponse(_lines(found), content_type="text/csv; charset=utf-8", headers=headers)


def _filter(request: HttpRequest) -> LogFilter:
    today = localdate()
    given = {"since": str(today - timedelta(days=DAYS)), "until": str(today), **request.GET.dict()}
    return LogFilter(given)


def _found(request: HttpRequest, form: LogFilter) -> QuerySet[AuditRecord]:
    if not form.is_valid():
        return AuditRecord.objects.none()
    scope = scope_of(request.user)
    values = form.cleaned_data
    wanted: dict[str, Any] = {
        "at__date__gte": values["since"],
        "at__date__lte": values["until"],
        "kind": values["kind"],
        "username__icontains": values["account"],
        "scope__startswith": scope.code if scope else "",
    }
    return AuditRecord.objects.filter(**{name: value for name, value in wanted.items() if value})


def _span(form: LogFilter) -> str:
    since, until = form.cleaned_data["since"], form.cleaned_data["until"]
    return f"{since or '最早'} 到 {until or '现在'}"


class _Line:
    """What csv writes to: hands each line on."""

    def write(self, text: str) -> str:
        return text


def _lines(found: QuerySet[AuditRecord]) -> Iterator[str]:
    with in_source():  # a file is Chinese, whoever takes it away
        kinds = {kind.value: str(kind.label) for kind in AuditKind}
    writer = csv.writer(_Line())
    yield "\ufeff"  # so that Excel reads it as UTF-8
    yield writer.writerow(HEADINGS)
    for one in found.iterator(chunk_size=2000):
        at = localtime(one.at).strftime("%Y-%m-%d %H:%M:%S")
        cells = (at, kinds.get(one.kind, one.kind), one.username, one.scope, one.address, one.words)
        yield writer.writerow([guarded(cell) for cell in cells])
