"""Measure: what is to be done in one circle about a gap (一圈一策), by whom, till when, with what result."""

from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from simple_history.models import HistoricalRecords

from communities.models.community import Community
from communities.models.of_circle import OfCircleQuerySet, on_earth
from lifecircle.geo import Point
from outlets.models import Category, Outlet


class MeasureKind(models.TextChoices):
    NEW = "new", "新建"
    REBUILD = "rebuild", "改造"
    INVITE = "invite", "招引"
    MOBILE = "mobile", "流动服务"
    MORE_TRADES = "more_trades", "一店多能"


class MeasureState(models.TextChoices):
    PLANNED = "planned", "计划"
    DOING = "doing", "在办"
    DONE = "done", "办成"
    DROPPED = "dropped", "不办"


class MeasureQuerySet(OfCircleQuerySet["Measure"]):
    def still_open(self) -> Self:
        """Neither done nor dropped."""
        return self.filter(state__in=(MeasureState.PLANNED, MeasureState.DOING))


class Measure(models.Model):
    community = models.ForeignKey(
        Community, models.PROTECT, verbose_name="生活圈", related_name="measures", db_column="community_code"
    )
    category = models.ForeignKey(
        Category, models.PROTECT, verbose_name="业态", null=True, blank=True, related_name="measures"
    )
    kind = models.CharField("办法", max_length=12, choices=MeasureKind.choices)
    what = models.CharField("做什么", max_length=200)
    lat = models.FloatField(
        "纬度（WGS-84）",
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    lng = models.FloatField(
        "经度（WGS-84）",
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    outlet = models.ForeignKey(
        Outlet,
        models.SET_NULL,
        verbose_name="网点",
        null=True,
        blank=True,
        related_name="measures",
        help_text="由哪一家兼营，或者办成后开出来的是哪一家。",
    )
    responsible = models.CharField("责任单位", max_length=60, blank=True)
    deadline = models.DateField("期限", null=True, blank=True)
    cost_yuan = models.DecimalField(
        "费用（元）",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0, "费用不能是负数。")],
    )
    state = models.CharField(
        "状态", max_length=10, choices=MeasureState.choices, default=MeasureState.PLANNED
    )
    done_on = models.DateField("办成日期", null=True, blank=True)
    note = models.CharField("备注", max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="提出的人",
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    made_at = models.DateTimeField("提出的时间", auto_now_add=True)

    history = HistoricalRecords()
    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "措施"
        ordering = ["community", "id"]
        constraints = [
            on_earth("measure_position_on_earth"),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lng__isnull=True) | Q(lat__isnull=False, lng__isnull=False),
                name="measure_position_whole",
                violation_error_message="纬度和经度要么都填，要么都不填。",
            ),
            models.CheckConstraint(
                condition=~Q(state=MeasureState.DONE) | Q(done_on__isnull=False),
                name="measure_done_is_dated",
                violation_error_message="办成的要写办成日期。",
            ),
            models.CheckConstraint(
                condition=Q(cost_yuan__isnull=True) | Q(cost_yuan__gte=0),
                name="measure_cost_not_negative",
                violation_error_message="费用不能是负数。",
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
            raise ValidationError({"done_on": "办成日期不能在将来。"})
