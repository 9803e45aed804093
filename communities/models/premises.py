"""Premises: a house that stands empty, or a public one with room, where an outlet could open."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.timezone import localdate
from simple_history.models import HistoricalRecords

from communities.models.community import Community
from communities.models.of_circle import OfCircleQuerySet, on_earth
from lifecircle.geo import Point
from outlets.models import PositionQuality


class PremisesKind(models.TextChoices):
    VACANT = "vacant", "空置房屋"
    PUBLIC = "public", "公共用房"


class PremisesQuerySet(OfCircleQuerySet["Premises"]):
    pass


class Premises(models.Model):
    community = models.ForeignKey(
        Community, models.PROTECT, verbose_name="生活圈", related_name="premises", db_column="community_code"
    )
    name = models.CharField("名称", max_length=60)
    address = models.CharField("地址", max_length=160, blank=True)
    lat = models.FloatField("纬度（WGS-84）", validators=[MinValueValidator(-90), MaxValueValidator(90)])
    lng = models.FloatField("经度（WGS-84）", validators=[MinValueValidator(-180), MaxValueValidator(180)])
    position_quality = models.CharField(
        "位置准不准", max_length=12, choices=PositionQuality.choices, default=PositionQuality.APPROXIMATE
    )
    kind = models.CharField("种类", max_length=10, choices=PremisesKind.choices, default=PremisesKind.VACANT)
    area_m2 = models.PositiveIntegerField("面积（平方米）", null=True, blank=True)
    seen_on = models.DateField("看过的日期", null=True, blank=True)
    source = models.CharField("出处", max_length=120, blank=True)
    sample = models.BooleanField("示例", default=False, help_text="编出来给试用的，不是真的房屋。")

    history = HistoricalRecords()
    objects = PremisesQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "可用房屋"
        ordering = ["community", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "name"],
                name="premises_name_once_in_circle",
                violation_error_message="这个生活圈里已有同名的房屋。",
            ),
            on_earth("premises_position_on_earth"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def point(self) -> Point:
        return Point(self.lat, self.lng)

    def clean(self) -> None:
        super().clean()
        if self.seen_on and self.seen_on > localdate():
            raise ValidationError({"seen_on": "看过的日期不能在将来。"})
