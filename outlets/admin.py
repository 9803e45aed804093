"""The register behind the desk: catalogue, outlets, holidays, residents' reports."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from lifecircle.history_admin import HistoryAdmin
from outlets.history_rows import keep_first_rows
from outlets.hours_form import WeekField
from outlets.models import (
    Catalogue,
    Category,
    CategoryClass,
    Entrance,
    Holiday,
    Outlet,
    Report,
    ServiceItem,
)


class OutletForm(forms.ModelForm):  # type: ignore[type-arg]
    opening_hours = WeekField(label=_("营业时间"), required=False)

    class Meta:
        model = Outlet
        exclude = ()


class ServiceItemInline(admin.TabularInline):  # type: ignore[type-arg]
    model = ServiceItem
    extra = 1


class EntranceInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Entrance
    extra = 0


@admin.register(Outlet)
class OutletAdmin(HistoryAdmin):
    form = OutletForm
    list_display = ("name", "category", "address", "status", "source", "verified_on")
    list_filter = ("status", "source", "category__tier", "category")
    list_select_related = ("category",)
    search_fields = ("name", "address", "phone")
    autocomplete_fields = ("area",)
    raw_id_fields = ("moved_to",)
    filter_horizontal = ("further_categories",)
    inlines = (EntranceInline, ServiceItemInline)

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        if change:
            keep_first_rows([obj.pk])  # with its services, doors and further categories
        super().save_model(request, obj, form, change)


@admin.register(Category)
class CategoryAdmin(HistoryAdmin):
    list_display = ("order", "name", "tier", "group", "label", "target_minutes", "counted")
    list_display_links = ("name",)
    list_filter = ("tier", "counted", "group")


@admin.register(CategoryClass)
class CategoryClassAdmin(HistoryAdmin):
    list_display = ("order", "name", "colour")
    list_display_links = ("name",)


@admin.register(Holiday)
class HolidayAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("date", "name", "kind")
    list_filter = ("kind", "name")
    date_hierarchy = "date"


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("created_at", "outlet", "kind", "text")
    list_filter = ("kind",)
    list_select_related = ("outlet",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Report | None = None) -> bool:
        return False


admin.site.register(Catalogue, HistoryAdmin)
