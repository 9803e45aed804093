"""The circles behind the desk."""

from django.contrib import admin

from communities.models import Community


@admin.register(Community)
class CommunityAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("code", "name", "district", "subdistrict", "stage", "surveyed_on", "membership")
    list_filter = ("membership", "stage", "grade", "district")
    list_select_related = ("district", "subdistrict")
    search_fields = ("code", "name", "subdistrict__name")
    autocomplete_fields = ("district", "subdistrict")
