"""Compound: one 小区 or 院落, where so many people live; one enters it at its gates."""

from collections.abc import Sequence
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from simple_history.models import HistoricalRecords

from communities.models.community import Community
from communities.models.of_circle import OfCircleQuerySet, on_earth
from lifecircle.geo import Point
from lifecircle.search import SearchKeyField
from outlets.models import PositionQuality


class CompoundQuerySet(OfCircleQuerySet["Compound"]):
    def named_like(self, text: str) -> Self:
        return self.filter(search_key__holds=text)

    def samples(self) -> Self:
        return self.filter(sample=True)


class Compound(models.Model):
    community = models.ForeignKey(
        Community, models.PROTECT, verbose_name="生活圈", related_name="compounds", db_column="community_code"
    )
    name = models.CharField("名称", max_length=60)
    address = models.CharField("地址", max_length=160, blank=True)
    lat = models.FloatField("纬度（WGS-84）", validators=[MinValueValidator(-90), MaxValueValidator(90)])
    lng = models.FloatField("经度（WGS-84）", validators=[MinValueValidator(-180), MaxValueValidator(180)])
    position_quality = models.CharField(
        "位置准不准", max_length=12, choices=PositionQuality.choices, default=PositionQuality.APPROXIMATE
    )
    households = models.PositiveIntegerField("户数", null=True, blank=True)
    residents = models.PositiveIntegerField("人口", null=True, blank=True)
    residents_60 = models.PositiveIntegerField("60 岁以上人口", null=True, blank=True)
    residents_0_3 = models.PositiveIntegerField("0-3 岁人口", null=True, blank=True)
    counted_on = models.DateField("人口统计日期", null=True, blank=True)
    source = models.CharField("人口出处", max_length=120, blank=True)
    sample = models.BooleanField("示例", default=False, help_text="编出来给试用的，不是真的小区。")
    search_key = SearchKeyField(sources=("name", "address"))

    history = HistoricalRecords(excluded_fields=["search_key"])
    objects = CompoundQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "小区"
        ordering = ["community", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "name"],
                name="compound_name_once_in_circle",
                violation_error_message="这个生活圈里已有同名的小区。",
            ),
            on_earth("compound_position_on_earth"),
            models.CheckConstraint(
                condition=Q(residents__isnull=True)
                | Q(residents_60__isnull=True)
                | Q(residents_60__lte=F("residents")),
                name="compound_elderly_among_residents",
                violation_error_message="60 岁以上人口不能多于总人口。",
            ),
            models.CheckConstraint(
                condition=Q(residents__isnull=True)
                | Q(residents_0_3__isnull=True)
                | Q(residents_0_3__lte=F("residents")),
                name="compound_toddlers_among_residents",
                violation_error_message="0-3 岁人口不能多于总人口。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def point(self) -> Point:
        return Point(self.lat, self.lng)

    def entry_points(self) -> Sequence[Point]:
        """Where one goes in and out: the gates; the place itself where none are known."""
        return [gate.point for gate in self.gates.all()] or [self.point]

    def clean(self) -> None:
        super().clean()
        if self.counted_on and self.counted_on > localdate():
            raise ValidationError({"counted_on": "人口统计日期不能在将来。"})


class CompoundGate(models.Model):
    compound = models.ForeignKey(Compound, models.CASCADE, verbose_name="小区", related_name="gates")
    name = models.CharField("门", max_length=20, blank=True, help_text="比如：南门、正门；没有名字就空着")
    lat = models.FloatField("纬度（WGS-84）", validators=[MinValueValidator(-90), MaxValueValidator(90)])
    lng = models.FloatField("经度（WGS-84）", validators=[MinValueValidator(-180), MaxValueValidator(180)])
    open_to_public = models.BooleanField("外人也能进", default=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "小区的门"
        ordering = ["id"]
        constraints = [on_earth("compoundgate_position_on_earth")]

    def __str__(self) -> str:
        return self.name or "没有名字的门"

    @property
    def point(self) -> Point:
        return Point(self.lat, self.lng)
