"""The city's own settings: one row, always there to be opened."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lifecircle.city.models import ONLY, CitySettings
from lifecircle.history_admin import HistoryAdmin


@admin.register(CitySettings)
class CitySettingsAdmin(HistoryAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: CitySettings | None = None) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        CitySettings.objects.get_or_create(pk=ONLY)
        return redirect("admin:city_citysettings_change", ONLY)
