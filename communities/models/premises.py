"""Premises: a house that stands empty, or a public one with room, where an outlet could open."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from simple_history.models import HistoricalRecords

from communities.models.community import Community
from communities.models.of_circle import OfCircleQuerySet, on_earth
from lifecircle.geo import Point
from outlets.models import PositionQuality


class PremisesKind(models.TextChoices):
    VACANT = "vacant", _("空置房屋")
    PUBLIC = "public", _("公共用房")


class PremisesQuerySet(OfCircleQuerySet["Premises"]):
    pass


class Premises(models.Model):
    community = models.ForeignKey(
        Community,
        models.PROTECT,
        verbose_name=_("生活圈"),
        related_name="premises",
        db_column="community_code",
    )
    name = models.CharField(_("名称"), max_length=60)
    address = models.CharField(_("地址"), max_length=160, blank=True)
    lat = models.FloatField(_("纬度（WGS-84）"), validators=[MinValueValidator(-90), MaxValueValidator(90)])
    lng = models.FloatField(_("经度（WGS-84）"), validators=[MinValueValidator(-180), MaxValueValidator(180)])
    position_quality = models.CharField(
        _("位置准不准"), max_length=12, choices=PositionQuality.choices, default=PositionQuality.APPROXIMATE
    )
    kind = models.CharField(
        _("种类"), max_length=10, choices=PremisesKind.choices, default=PremisesKind.VACANT
    )
    area_m2 = models.PositiveIntegerField(_("面积（平方米）"), null=True, blank=True)
    seen_on = models.DateField(_("看过的日期"), null=True, blank=True)
    source = models.CharField(_("出处"), max_length=120, blank=True)
    sample = models.BooleanField(_("示例"), default=False, help_text=_("编出来给试用的，不是真的房屋。"))

    history = HistoricalRecords()
    objects = PremisesQuerySet.as_manager()

    class Meta:
        verbose_name = _("可用房屋")
        verbose_name_plural = ngettext_lazy("可用房屋", "可用房屋", 2)
        ordering = ["community", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "name"],
                name="premises_name_once_in_circle",
                violation_error_message=_("这个生活圈里已有同名的房屋。"),
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
            raise ValidationError({"seen_on": _("看过的日期不能在将来。")})
