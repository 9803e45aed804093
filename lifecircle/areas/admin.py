"""The division tree, to look things up in."""

from django.contrib import admin
from django.http import HttpRequest

from lifecircle.areas.models import Area


@admin.register(Area)
class AreaAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("code", "name", "level")
    list_filter = ("level",)
    search_fields = ("code", "name")

    def has_delete_permission(self, request: HttpRequest, obj: Area | None = None) -> bool:
        return False
