"""Entrance: one door of an outlet that has several; where there are any, walks end at the nearest of them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords

from lifecircle.geo import Point


class Entrance(models.Model):
    outlet = models.ForeignKey(
        "outlets.Outlet", models.CASCADE, verbose_name="网点", related_name="entrances"
    )
    name = models.CharField("门", max_length=20, blank=True, help_text="比如：南门、正门；没有名字就空着")
    lat = models.FloatField("纬度（WGS-84）", validators=[MinValueValidator(-90), MaxValueValidator(90)])
    lng = models.FloatField("经度（WGS-84）", validators=[MinValueValidator(-180), MaxValueValidator(180)])
    step_free = models.BooleanField("不用上台阶", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "出入口"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lat__gte=-90, lat__lte=90, lng__gte=-180, lng__lte=180),
                name="entrance_position_on_earth",
                violation_error_message="坐标超出范围：纬度 -90 到 90，经度 -180 到 180。",
            ),
        ]

    def __str__(self) -> str:
        return self.name or "没有名字的门"

    @property
    def point(self) -> Point:
        return Point(self.lat, self.lng)
