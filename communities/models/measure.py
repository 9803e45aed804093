"""Measure: what is to be done in one circle about a gap (一圈一策), by whom, till when, with what result."""

from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from simple_history.models import HistoricalRecords

from communities.models.community import Community
from communities.models.of_circle import OfCircleQuerySet, on_earth
from lifecircle.geo import Point
from outlets.models import Category, Outlet


class MeasureKind(models.TextChoices):
    NEW = "new", _("新建")
    REBUILD = "rebuild", _("改造")
    INVITE = "invite", _("招引")
    MOBILE = "mobile", _("流动服务")
    MORE_TRADES = "more_trades", _("一店多能")


class MeasureState(models.TextChoices):
    PLANNED = "planned", _("计划")
    DOING = "doing", _("在办")
    DONE = "done", _("办成")
    DROPPED = "dropped", _("不办")


class MeasureQuerySet(OfCircleQuerySet["Measure"]):
    def still_open(self) -> Self:
        """Neither done nor dropped."""
        return self.filter(state__in=(MeasureState.PLANNED, MeasureState.DOING))


class Measure(models.Model):
    community = models.ForeignKey(
        Community,
        models.PROTECT,
        verbose_name=_("生活圈"),
        related_name="measures",
        db_column="community_code",
    )
    category = models.ForeignKey(
        Category, models.PROTECT, verbose_name=_("业态"), null=True, blank=True, related_name="measures"
    )
    kind = models.CharField(_("办法"), max_length=12, choices=MeasureKind.choices)
    what = models.CharField(_("做什么"), max_length=200)
    lat = models.FloatField(
        _("纬度（WGS-84）"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    lng = models.FloatField(
        _("经度（WGS-84）"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    outlet = models.ForeignKey(
        Outlet,
        models.SET_NULL,
        verbose_name=_("网点"),
        null=True,
        blank=True,
        related_name="measures",
        help_text=_("由哪一家兼营，或者办成后开出来的是哪一家。"),
    )
    responsible = models.CharField(_("责任单位"), max_length=60, blank=True)
    deadline = models.DateField(_("期限"), null=True, blank=True)
    cost_yuan = models.DecimalField(
        _("费用（元）"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0, _("费用不能是负数。"))],
    )
    state = models.CharField(
        _("状态"), max_length=10, choices=MeasureState.choices, default=MeasureState.PLANNED
    )
    done_on = models.DateField(_("办成日期"), null=True, blank=True)
    note = models.CharField(_("备注"), max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("提出的人"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    made_at = models.DateTimeField(_("提出的时间"), auto_now_add=True)

    history = HistoricalRecords()
    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("措施")
        verbose_name_plural = ngettext_lazy("措施", "措施", 2)
        ordering = ["community", "id"]
        constraints = [
            on_earth("measure_position_on_earth"),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lng__isnull=True) | Q(lat__isnull=False, lng__isnull=False),
                name="measure_position_whole",
                violation_error_message=_("纬度和经度要么都填，要么都不填。"),
            ),
            models.CheckConstraint(
                condition=~Q(state=MeasureState.DONE) | Q(done_on__isnull=False),
                name="measure_done_is_dated",
                violation_error_message=_("办成的要写办成日期。"),
            ),
            models.CheckConstraint(
                condition=Q(cost_yuan__isnull=True) | Q(cost_yuan__gte=0),
                name="measure_cost_not_negative",
                violation_error_message=_("费用不能是负数。"),
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def point(self) -> Point | None:
        return None if self.lat is None or self.lng is None else Point(self.lat, self.lng)

    def clean(self) -> None:
        super().clean()
        if self.done_on and self.done_on > localdate():
            raise ValidationError({"done_on": _("办成日期不能在将来。")})
