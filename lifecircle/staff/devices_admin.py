"""What a keeper does for somebody who cannot sign in: take the second factor off, end the wait."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from lifecircle.staff import second_factor
from lifecircle.staff.log import record
from lifecircle.staff.models import AuditKind, SecondFactor, WrongPassword

# the wheels' own pages show the secret and give out its code to scan
admin.site.unregister([TOTPDevice, StaticDevice])


class LookOrDelete(admin.ModelAdmin):  # type: ignore[type-arg]
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(SecondFactor)
class SecondFactorAdmin(LookOrDelete):
    """Deleting it is the reset: the backup codes go along, and it is set up anew at the next sign-in."""

    list_display = fields = ("account", "ready", "since", "last_used")
    list_select_related = ("user",)
    search_fields = ("user__username",)

    @admin.display(description=_("账号"), ordering="user__username")
    def account(self, device: SecondFactor) -> str:
        return str(device.user)

    @admin.display(description=_("设好了"), ordering="confirmed", boolean=True)
    def ready(self, device: SecondFactor) -> bool:
        return bool(device.confirmed)

    @admin.display(description=_("从什么时候"), ordering="created_at")
    def since(self, device: SecondFactor) -> datetime | None:
        return device.created_at  # type: ignore[no-any-return]

    @admin.display(description=_("上次用"), ordering="last_used_at")
    def last_used(self, device: SecondFactor) -> datetime | None:
        return device.last_used_at  # type: ignore[no-any-return]

    def delete_model(self, request: HttpRequest, obj: SecondFactor) -> None:
        second_factor.remove(obj.user)
        record(request, AuditKind.SECOND_FACTOR_REMOVED, f"给 {obj.user} 重设")

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[SecondFactor]) -> None:
        for device in queryset.select_related("user"):
            self.delete_model(request, device)


@admin.register(WrongPassword)
class WrongPasswordAdmin(LookOrDelete):
    """Deleting it ends the wait."""

    list_display = fields = ("account", "address", "times", "last")
    search_fields = ("username", "ip_address")

    @admin.display(description=_("账号"), ordering="username")
    def account(self, tried: WrongPassword) -> str:
        return tried.username or ""

    @admin.display(description=_("网络地址"), ordering="ip_address")
    def address(self, tried: WrongPassword) -> str:
        return tried.ip_address or ""

    @admin.display(description=_("输错几次"), ordering="failures_since_start")
    def times(self, tried: WrongPassword) -> int:
        return int(tried.failures_since_start)

    @admin.display(description=_("最近一次"), ordering="attempt_time")
    def last(self, tried: WrongPassword) -> datetime:
        return tried.attempt_time  # type: ignore[no-any-return]
