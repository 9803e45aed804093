"""Compound: one 小区 or 院落, where so many people live; one enters it at its gates."""

from collections.abc import Sequence
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
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
        Community,
        models.PROTECT,
        verbose_name=_("生活圈"),
        related_name="compounds",
        db_column="community_code",
    )
    name = models.CharField(_("名称"), max_length=60)
    address = models.CharField(_("地址"), max_length=160, blank=True)
    lat = models.FloatField(_("纬度（WGS-84）"), validators=[MinValueValidator(-90), MaxValueValidator(90)])
    lng = models.FloatField(_("经度（WGS-84）"), validators=[MinValueValidator(-180), MaxValueValidator(180)])
    position_quality = models.CharField(
        _("位置准不准"), max_length=12, choices=PositionQuality.choices, default=PositionQuality.APPROXIMATE
    )
    households = models.PositiveIntegerField(_("户数"), null=True, blank=True)
    residents = models.PositiveIntegerField(_("人口"), null=True, blank=True)
    residents_60 = models.PositiveIntegerField(_("60 岁以上人口"), null=True, blank=True)
    residents_0_3 = models.PositiveIntegerField(_("0-3 岁人口"), null=True, blank=True)
    counted_on = models.DateField(_("人口统计日期"), null=True, blank=True)
    source = models.CharField(_("人口出处"), max_length=120, blank=True)
    sample = models.BooleanField(_("示例"), default=False, help_text=_("编出来给试用的，不是真的小区。"))
    search_key = SearchKeyField(sources=("name", "address"))

    history = HistoricalRecords(excluded_fields=["search_key"])
    objects = CompoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("小区")
        verbose_name_plural = ngettext_lazy("小区", "小区", 2)
        ordering = ["community", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "name"],
                name="compound_name_once_in_circle",
                violation_error_message=_("这个生活圈里已有同名的小区。"),
            ),
            on_earth("compound_position_on_earth"),
            models.CheckConstraint(
                condition=Q(residents__isnull=True)
                | Q(residents_60__isnull=True)
                | Q(residents_60__lte=F("residents")),
                name="compound_elderly_among_residents",
                violation_error_message=_("60 岁以上人口不能多于总人口。"),
            ),
            models.CheckConstraint(
                condition=Q(residents__isnull=True)
                | Q(residents_0_3__isnull=True)
                | Q(residents_0_3__lte=F("residents")),
                name="compound_toddlers_among_residents",
                violation_error_message=_("0-3 岁人口不能多于总人口。"),
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
            raise ValidationError({"counted_on": _("人口统计日期不能在将来。")})


class CompoundGate(models.Model):
    compound = models.ForeignKey(Compound, models.CASCADE, verbose_name=_("小区"), related_name="gates")
    name = models.CharField(
        _("门"), max_length=20, blank=True, help_text=_("比如：南门、正门；没有名字就空着")
    )
    lat = models.FloatField(_("纬度（WGS-84）"), validators=[MinValueValidator(-90), MaxValueValidator(90)])
    lng = models.FloatField(_("经度（WGS-84）"), validators=[MinValueValidator(-180), MaxValueValidator(180)])
    open_to_public = models.BooleanField(_("外人也能进"), default=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("小区的门")
        verbose_name_plural = ngettext_lazy("小区的门", "小区的门", 2)
        ordering = ["id"]
        constraints = [on_earth("compoundgate_position_on_earth")]

    def __str__(self) -> str:
        return self.name or str(_("没有名字的门"))

    @property
    def point(self) -> Point:
        return Point(self.lat, self.lng)
