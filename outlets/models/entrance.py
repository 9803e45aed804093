"""Entrance: one door of an outlet that has several; where there are any, walks end at the nearest of them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from lifecircle.geo import Point


class Entrance(models.Model):
    outlet = models.ForeignKey(
        "outlets.Outlet", models.CASCADE, verbose_name=_("网点"), related_name="entrances"
    )
    name = models.CharField(
        _("门"), max_length=20, blank=True, help_text=_("比如：南门、正门；没有名字就空着")
    )
    lat = models.FloatField(_("纬度（WGS-84）"), validators=[MinValueValidator(-90), MaxValueValidator(90)])
    lng = models.FloatField(_("经度（WGS-84）"), validators=[MinValueValidator(-180), MaxValueValidator(180)])
    step_free = models.BooleanField(_("不用上台阶"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("出入口")
        verbose_name_plural = ngettext_lazy("出入口", "出入口", 2)
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lat__gte=-90, lat__lte=90, lng__gte=-180, lng__lte=180),
                name="entrance_position_on_earth",
                violation_error_message=_("坐标超出范围：纬度 -90 到 90，经度 -180 到 180。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name or gettext("没有名字的门")

    @property
    def point(self) -> Point:
        return Point(self.lat, self.lng)
