"""The pages of the second factor: give the code, set it up, new backup codes, give it up."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from lifecircle.qr import qr_svg
from lifecircle.staff import second_factor
from lifecircle.staff.forms import CodeForm
from lifecircle.staff.log import record
from lifecircle.staff.models import AuditKind
from lifecircle.staff.sign_in import way_on


@require_http_methods(["GET", "HEAD", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """The code is asked for once a session; afterwards the page says how things stand."""
    _offered()
    user: Any = request.user
    device = second_factor.device_of(user)
    if device is None or user.is_verified():
        left = second_factor.backup_codes_left(user)
        return render(request, "office/second.html", {"device": device, "left": left, **_rule()})
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _passes(request, form):
        return redirect(way_on(request))
    return render(request, "office/second_verify.html", {"form": form, "next": way_on(request)})


@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    _offered()
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = second_factor.confirm(request, form.cleaned_data["code"])
        if codes:
            record(request, AuditKind.SECOND_FACTOR_SET)
            return _show_codes(request, codes)
        form.add_error("code", gettext("口令不对。看一下手机上的时间准不准，等下一个口令出来再写。"))
    device = second_factor.started(request.user)
    qr = qr_svg(device.config_url)
    more = {"qr": qr, "secret": second_factor.typed_secret(device), "next": way_on(request), **_rule()}
    return render(request, "office/second_set_up.html", {"form": form, **more})


@require_POST
def new_codes(request: HttpRequest) -> HttpResponse:
    _offered()
    if second_factor.device_of(request.user) is None:
        return redirect("staff:second-set-up")
    codes = second_factor.new_backup_codes(request.user)
    record(request, AuditKind.SECOND_FACTOR_SET, "换了一批备用码")
    return _show_codes(request, codes)


@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    _offered()
    if settings.SECOND_FACTOR == "required":
        messages.error(request, gettext("这里规定要用动态口令，不能取消；换手机可以重新设。"))
    else:
        second_factor.remove(request.user)
        record(request, AuditKind.SECOND_FACTOR_REMOVED, "自己取消")
        messages.success(request, gettext("动态口令取消了，下次登录只要密码。"))
    return redirect("staff:second")


def _passes(request: HttpRequest, form: CodeForm) -> bool:
    code = form.cleaned_data["code"]
    wait = second_factor.wait_seconds(request.user, code)
    if wait:
        form.add_error("code", gettext("错了几次，请等 {wait} 秒再试。").format(wait=wait))
        return False
    if second_factor.verify(request, code):
        return True
    record(request, AuditKind.SECOND_FACTOR_FAILED)
    form.add_error("code", gettext("口令不对。每个口令只有 30 秒，请看手机上现在的。"))
    return False


def _show_codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    return render(request, "office/second_codes.html", {"codes": codes, "next": way_on(request)})


def _offered() -> None:
    if settings.SECOND_FACTOR == "off":
        raise Http404("second factor is off")


def _rule() -> dict[str, bool]:
    return {"required": settings.SECOND_FACTOR == "required"}
