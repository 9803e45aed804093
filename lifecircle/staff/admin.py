"""Accounts with their role and place, the districts' rules, and the log to look at."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from lifecircle.history_admin import HistoryAdmin
from lifecircle.staff import devices_admin  # noqa: F401 - registers its pages
from lifecircle.staff.models import AuditRecord, DistrictRule, Scope


class NewPasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]
    """A password that somebody else has set is good for one sign-in."""

    def save(self, commit: bool = True) -> User:
        user: User = super().save(commit)
        Scope.objects.filter(user=user).update(must_change_password=True)
        return user


class ScopeInline(admin.StackedInline):  # type: ignore[type-arg]
    model = Scope
    autocomplete_fields = ("area",)
    can_delete = False
    min_num = 1


admin.site.unregister(User)
admin.site.unregister(Group)  # roles are kept in lifecircle/staff/rights.py


@admin.register(User)
class StaffAdmin(HistoryAdmin, UserAdmin):  # type: ignore[type-arg]
    """Accounts are shut, not deleted: what they did must still name them."""

    change_password_form = NewPasswordForm
    inlines = (ScopeInline,)
    list_display = ("username", "last_name", "scope", "is_active", "last_login")
    list_filter = ("is_active", "scope__role")
    list_select_related = ("scope__area",)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("个人"), {"fields": ("last_name", "first_name", "email")}),
        (_("能不能登录"), {"fields": ("is_active", "last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        users = super().get_queryset(request)
        return users if request.user.is_superuser else users.filter(is_superuser=False)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(DistrictRule)
class DistrictRuleAdmin(HistoryAdmin):
    list_display = ("area", "offices_publish")


@admin.register(AuditRecord)
class AuditRecordAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("at", "kind", "username", "scope", "address", "words")
    list_filter = ("kind",)
    search_fields = ("username", "words")
    date_hierarchy = "at"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
