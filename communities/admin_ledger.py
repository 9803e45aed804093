"""Compounds, premises, needs, measures, promotions, projects and published figures in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from communities.admin_import import TableAdmin
from communities.exchange.compounds import COMPOUNDS
from communities.exchange.measures import MEASURES
from communities.exchange.needs import NEEDS
from communities.exchange.premises import PREMISES
from communities.exchange.projects import PROJECTS
from communities.exchange.promotions import PROMOTIONS
from communities.models import (
    CheckReport,
    Compound,
    CompoundGate,
    Measure,
    Need,
    Premises,
    Project,
    Promotion,
    PublishedFigure,
)
from lifecircle.history_admin import HistoryAdmin

# of the 1,302 areas of the tree only those that have any
DISTRICT = ("community__district", admin.RelatedOnlyFieldListFilter)
OWN_AREA = ("area", admin.RelatedOnlyFieldListFilter)


class GateInline(admin.TabularInline):  # type: ignore[type-arg]
    model = CompoundGate
    extra = 0


@admin.register(Compound)
class CompoundAdmin(TableAdmin):
    table = COMPOUNDS
    list_display = ("name", "community", "households", "residents", "residents_60", "counted_on", "sample")
    list_filter = ("sample", "position_quality", DISTRICT)
    list_select_related = ("community",)
    search_fields = ("name", "address", "community__name")
    autocomplete_fields = ("community",)
    inlines = (GateInline,)


@admin.register(Premises)
class PremisesAdmin(TableAdmin):
    table = PREMISES
    list_display = ("name", "community", "kind", "area_m2", "seen_on", "sample")
    list_filter = ("kind", "sample", DISTRICT)
    list_select_related = ("community",)
    search_fields = ("name", "address", "community__name")
    autocomplete_fields = ("community",)


@admin.register(Need)
class NeedAdmin(TableAdmin):
    table = NEEDS
    list_display = ("asked_on", "community", "category", "text", "source", "people", "measure")
    list_display_links = ("text",)
    list_filter = ("source", DISTRICT, "category")
    list_select_related = ("community", "category", "measure")
    search_fields = ("text", "number", "community__name")
    autocomplete_fields = ("community",)
    raw_id_fields = ("measure",)
    date_hierarchy = "asked_on"


@admin.register(Measure)
class MeasureAdmin(TableAdmin):
    table = MEASURES
    list_display = ("what", "community", "category", "kind", "state", "responsible", "deadline")
    list_filter = ("state", "kind", DISTRICT, "category")
    list_select_related = ("community", "category")
    search_fields = ("what", "responsible", "community__name")
    autocomplete_fields = ("community",)
    raw_id_fields = ("outlet",)

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        if not change and isinstance(obj, Measure):
            obj.made_by_id = request.user.pk
        super().save_model(request, obj, form, change)


@admin.register(Promotion)
class PromotionAdmin(TableAdmin):
    table = PROMOTIONS
    list_display = ("title", "outlet", "community", "platform", "starts_on", "ends_on")
    list_filter = ("platform", DISTRICT)
    list_select_related = ("outlet", "community")
    search_fields = ("title", "outlet__name", "community__name")
    autocomplete_fields = ("community",)
    raw_id_fields = ("outlet",)
    date_hierarchy = "starts_on"


@admin.register(Project)
class ProjectAdmin(TableAdmin):
    table = PROJECTS
    list_display = ("name", "area", "kind", "category", "investment_yuan", "finished_on", "outlet_count")
    list_filter = ("kind", OWN_AREA)
    list_select_related = ("area", "category")
    search_fields = ("name", "area__name", "community__name")
    autocomplete_fields = ("area", "community")
    raw_id_fields = ("outlets",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Project]:
        found: QuerySet[Project] = super().get_queryset(request)
        return found.annotate(outlet_count=Count("outlets"))

    @admin.display(description=_("建成网点"), ordering="outlet_count")
    def outlet_count(self, project: Any) -> int:
        return int(project.outlet_count)


@admin.register(PublishedFigure)
class PublishedFigureAdmin(HistoryAdmin):
    list_display = ("label", "area", "period", "value", "unit", "kind", "said_on")
    list_filter = ("kind", OWN_AREA)
    list_select_related = ("area",)
    search_fields = ("label", "source")
    autocomplete_fields = ("area",)


@admin.register(CheckReport)
class CheckReportAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """What was kept is looked at, and never written again."""

    list_display = ("taken_on", "community", "kind", "made_by")
    list_filter = ("kind", DISTRICT)
    list_select_related = ("community", "made_by")
    search_fields = ("community__name", "community__code")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
