"""The circles behind the desk: each with its map; whole tables of them, looked at before they are written."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from communities import (
    admin_ledger,  # noqa: F401  registers the rest of this app
    boundary,
    exchange,
)
from communities.admin_import import TableAdmin
from communities.engines import box_of
from communities.models import Community
from communities.outline_widget import OutlineField, OutlineWidget
from lifecircle.geo import Box, Point
from lifecircle.walking import store

AROUND_METRES = 3_000


class CommunityForm(forms.ModelForm):  # type: ignore[type-arg]
    boundary = OutlineField(label=_("边界和中心"), required=False)

    class Meta:
        model = Community
        exclude = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = self.fields["boundary"].widget
        if isinstance(widget, OutlineWidget):
            widget.at = _looking_at(self.instance)
            widget.basemap = _basemap(self.instance)
            widget.others = _around(self.instance, widget.at)


@admin.register(Community)
class CommunityAdmin(TableAdmin):
    table = exchange
    form = CommunityForm
    list_display = ("code", "name", "district", "subdistrict", "stage", "surveyed_on", "membership")
    list_filter = ("membership", "stage", "grade", "district")
    list_select_related = ("district", "subdistrict")
    search_fields = ("code", "name", "subdistrict__name")
    autocomplete_fields = ("district", "subdistrict")
    fieldsets = (
        (None, {"fields": ("code", "name", "district", "subdistrict")}),
        (_("在哪里（划圈）"), {"fields": ("lat", "lng", "position_quality", "boundary")}),
        (_("建设"), {"fields": ("batch", "year", "stage", "grade", "layout", "membership", "evidence")}),
        (
            _("人口和评价"),
            {
                "fields": (
                    ("households", "residents", "residents_60", "residents_0_3"),
                    "facility_m2",
                    ("satisfaction", "satisfaction_on", "satisfaction_sample"),
                )
            },
        ),
        (_("联系和摸底"), {"fields": ("office", "phone", "surveyed_on")}),
    )


def _looking_at(community: Community) -> Point:
    """Where the map opens: the circle's centre, or for a new one the middle of the known circles."""
    if community.pk and community.lat is not None:
        return community.point
    first = Community.objects.order_by("code").first()
    return first.point if first else Point(36.06, 103.83)


def _around(community: Community, at: Point) -> list[dict[str, Any]]:
    """The other circles near by, with their outlines where they have any."""
    others = Community.objects.inside(Box.around(at, AROUND_METRES)).exclude(pk=community.pk)
    return [
        {
            "name": other.name,
            "at": [other.lat, other.lng],
            "rings": boundary.rings(other.boundary) if other.boundary else [],
        }
        for other in others
    ]


def _basemap(community: Community) -> str:
    network = store.current(settings.STREETS_DIR)
    if not community.pk or network is None or not box_of(network).contains(community.point):
        return ""
    return f"{reverse('basemap', args=[community.pk])}?v={network.about.revision}"
