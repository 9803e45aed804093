"""Importing a table in the admin: what it would do is shown first; then all of it, or nothing.

Between the two steps the file waits on the server under a number that only the session knows.
"""

import uuid
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lifecircle.datum import CoordinateSystem
from lifecircle.exchange.columns import Column
from lifecircle.exchange.plans import Plan
from lifecircle.exchange.problems import Refused
from lifecircle.history_admin import HistoryAdmin
from lifecircle.language.told import say
from outlets.models import PositionSystem

MOST_MB = 10
SHOWN = 200


class Table(Protocol):
    """What is imported: columns, a plan, and its writing."""

    @property
    def columns(self) -> Sequence[Column]: ...
    @property
    def title(self) -> str: ...
    def read(self, path: Path, *, system: CoordinateSystem | None = None) -> Plan[Any]: ...
    def apply(self, plan: Plan[Any]) -> None: ...


class TableForm(forms.Form):
    file = forms.FileField(
        label=_("表格（.xlsx 或 .csv）"),
        error_messages={"required": _("请选一个文件。"), "empty": _("这个文件是空的。")},
    )
    system = forms.ChoiceField(
        label=_("表里的坐标是哪一种"),
        choices=PositionSystem.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选坐标系：选错了，位置会偏几百米。")},
    )

    def __init__(self, *args: Any, placed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not placed:
            del self.fields["system"]

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if Path(str(file.name)).suffix.lower() not in {".xlsx", ".csv"}:
            raise forms.ValidationError(gettext("只收 .xlsx 或 .csv 文件。"))
        if (file.size or 0) > MOST_MB * 2**20:
            raise forms.ValidationError(gettext("文件太大了，最大 {most} MB。").format(most=MOST_MB))
        return file


class TableAdmin(HistoryAdmin):
    """The admin of what comes in tables: a button above the list, and the page behind it."""

    table: Table
    change_list_template = "admin/tables/change_list.html"

    @property
    def import_page(self) -> str:
        return f"communities_{self.opts.model_name}_import"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.import_table)
        return [path("import/", view, name=self.import_page), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        context = {**(extra_context or {}), "import_page": f"admin:{self.import_page}"}
        page: HttpResponse = super().changelist_view(request, context)
        return page

    def import_table(self, request: HttpRequest) -> HttpResponse:
        if not (self.has_add_permission(request) and self.has_change_permission(request)):
            raise PermissionDenied(gettext("您的账号不能导入{title}。").format(title=say(self.table.title)))
        if request.method == "POST" and "apply" in request.POST:
            return _apply(request, self)
        form = TableForm(request.POST or None, request.FILES or None, placed=_placed(self.table))
        plan = None
        if request.method == "POST" and form.is_valid():
            kept = _keep(request, self, form.cleaned_data["file"], form.cleaned_data.get("system", ""))
            plan = _planned(self.table, kept)
        refused = request.method == "POST" and plan is None
        return _page(request, self, form, plan, status=400 if refused else 200)


def _placed(table: Table) -> bool:
    return any(column.field == "lat" for column in table.columns)


def _apply(request: HttpRequest, keeper: TableAdmin) -> HttpResponse:
    kept = request.session.get(keeper.import_page)
    if not kept or not default_storage.exists(kept["name"]):
        messages.error(request, gettext("文件已经不在了，请重新选一次。"))
        return redirect(f"admin:{keeper.import_page}")
    try:
        plan = _planned(keeper.table, kept)
        keeper.table.apply(plan)
    except Refused as refused:
        messages.error(request, say(refused.words))
        return redirect(f"admin:{keeper.import_page}")
    _drop(request, keeper)
    messages.success(request, gettext("导入好了：{plan}。").format(plan=say(plan.told)))
    return redirect(f"admin:communities_{keeper.opts.model_name}_changelist")


def _keep(request: HttpRequest, keeper: TableAdmin, file: "UploadedFile[Any]", system: str) -> dict[str, str]:
    _drop(request, keeper)
    name = default_storage.save(f"imports/{uuid.uuid4().hex}{Path(str(file.name)).suffix.lower()}", file)
    kept = {"name": name, "system": system}
    request.session[keeper.import_page] = kept
    return kept


def _drop(request: HttpRequest, keeper: TableAdmin) -> None:
    kept = request.session.pop(keeper.import_page, None)
    if kept:
        default_storage.delete(kept["name"])


def _planned(table: Table, kept: dict[str, str]) -> Plan[Any]:
    with TemporaryDirectory() as folder, default_storage.open(kept["name"]) as stored:
        file = Path(folder) / Path(kept["name"]).name
        file.write_bytes(stored.read())
        return table.read(file, system=CoordinateSystem(kept["system"]) if kept["system"] else None)


def _page(
    request: HttpRequest, keeper: TableAdmin, form: TableForm, plan: Plan[Any] | None, *, status: int
) -> HttpResponse:
    drafts = [*plan.new, *plan.changed] if plan else []
    context: dict[str, Any] = {
        **keeper.admin_site.each_context(request),
        "title": gettext("导入{title}").format(title=say(keeper.table.title)),
        "opts": keeper.opts,
        "list_page": f"admin:communities_{keeper.opts.model_name}_changelist",
        "columns": keeper.table.columns,
        "coded": keeper.opts.pk.name == "code",
        "form": form,
        "plan": plan,
        "problems": [say(problem.told) for problem in plan.ordered()[:SHOWN]] if plan else [],
        "drafts": [
            (draft, _changes(keeper.table.columns, draft.changed | draft.links.keys()))
            for draft in drafts[:SHOWN]
        ],
        "more": len(drafts) > SHOWN,
        "shown": SHOWN,
    }
    return render(request, "admin/tables/import.html", context, status=status)


def _changes(columns: Sequence[Column], names: set[str]) -> str:
    fields = {name.removesuffix("_id") for name in names}
    return "、".join(column.chinese for column in columns if column.field in fields)
