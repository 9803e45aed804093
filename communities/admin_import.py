"""Importing a table of circles in the admin: what it would do is shown first; then all of it, or nothing.

Between the two steps the file waits on the server under a number that only the session knows.
"""

import uuid
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from communities.exchange import plans
from communities.models import Community
from lifecircle.datum import CoordinateSystem
from lifecircle.exchange.plans import Plan
from lifecircle.exchange.problems import Refused
from outlets.models import PositionSystem

if TYPE_CHECKING:
    from communities.admin import CommunityAdmin

MOST_MB = 10
KEPT = "communities-import"
SHOWN = 200


class TableForm(forms.Form):
    file = forms.FileField(
        label="表格（.xlsx 或 .csv）",
        error_messages={"required": "请选一个文件。", "empty": "这个文件是空的。"},
    )
    system = forms.ChoiceField(
        label="表里的坐标是哪一种",
        choices=PositionSystem.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选坐标系：选错了，位置会偏几百米。"},
    )

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if Path(str(file.name)).suffix.lower() not in {".xlsx", ".csv"}:
            raise forms.ValidationError("只收 .xlsx 或 .csv 文件。")
        if (file.size or 0) > MOST_MB * 2**20:
            raise forms.ValidationError(f"文件太大了，最大 {MOST_MB} MB。")
        return file


def import_view(request: HttpRequest, keeper: "CommunityAdmin") -> HttpResponse:
    if not (keeper.has_add_permission(request) and keeper.has_change_permission(request)):
        raise PermissionDenied("您的账号不能导入生活圈。")
    if request.method == "POST" and "apply" in request.POST:
        return _apply(request)
    form = TableForm(request.POST or None, request.FILES or None)
    plan = None
    if request.method == "POST" and form.is_valid():
        kept = _keep(request, form.cleaned_data["file"], form.cleaned_data["system"])
        plan = _planned(kept)
    refused = request.method == "POST" and plan is None
    return _page(request, keeper, form, plan, status=400 if refused else 200)


def _apply(request: HttpRequest) -> HttpResponse:
    kept = request.session.get(KEPT)
    if not kept or not default_storage.exists(kept["name"]):
        messages.error(request, "文件已经不在了，请重新选一次。")
        return redirect("admin:communities_community_import")
    try:
        plan = _planned(kept)
        plans.apply(plan)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("admin:communities_community_import")
    _drop(request)
    messages.success(request, f"导入好了：{plan}。")
    return redirect("admin:communities_community_changelist")


def _keep(request: HttpRequest, file: "UploadedFile[Any]", system: str) -> dict[str, str]:
    _drop(request)
    name = default_storage.save(f"imports/{uuid.uuid4().hex}{Path(str(file.name)).suffix.lower()}", file)
    kept = {"name": name, "system": system}
    request.session[KEPT] = kept
    return kept


def _drop(request: HttpRequest) -> None:
    kept = request.session.pop(KEPT, None)
    if kept:
        default_storage.delete(kept["name"])


def _planned(kept: dict[str, str]) -> Plan[Community]:
    with TemporaryDirectory() as folder, default_storage.open(kept["name"]) as stored:
        path = Path(folder) / Path(kept["name"]).name
        path.write_bytes(stored.read())
        return plans.read(path, system=CoordinateSystem(kept["system"]))


def _page(
    request: HttpRequest,
    keeper: "CommunityAdmin",
    form: TableForm,
    plan: Plan[Community] | None,
    *,
    status: int,
) -> HttpResponse:
    drafts = [*plan.new, *plan.changed][:SHOWN] if plan else []
    context: dict[str, Any] = {
        **keeper.admin_site.each_context(request),
        "title": "导入生活圈",
        "opts": keeper.opts,
        "form": form,
        "plan": plan,
        "problems": plan.ordered()[:SHOWN] if plan else [],
        "drafts": [(draft, _changes(draft.changed)) for draft in drafts],
        "shown": SHOWN,
    }
    return render(request, "admin/communities/community/import.html", context, status=status)


def _changes(names: set[str]) -> str:
    fields = {field.attname: str(field.verbose_name) for field in Community._meta.fields}
    return "、".join(sorted(fields[name] for name in names if name in fields))
