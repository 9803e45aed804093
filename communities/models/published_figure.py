"""PublishedFigure: a number the city has made public, with who said it and when; nothing here is computed."""

from typing import Self

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from lifecircle.areas.models import Area


class FigureKind(models.TextChoices):
    DONE = "done", "已建"
    PLAN = "plan", "计划"
    BUILT = "built", "新建改造"
    PROMOTION = "promotion", "促消费"


class PublishedFigureQuerySet(models.QuerySet["PublishedFigure"]):
    def of_city(self) -> Self:
        return self.filter(area__isnull=True)


class PublishedFigure(models.Model):
    area = models.ForeignKey(
        Area,
        models.PROTECT,
        verbose_name="区县",
        null=True,
        blank=True,
        related_name="published_figures",
        db_column="area_code",
        help_text="全市的数空着。",
    )
    item = models.SlugField("项", max_length=40)
    label = models.CharField("名称", max_length=60)
    value = models.DecimalField("数", max_digits=16, decimal_places=2)
    unit = models.CharField("单位", max_length=12)
    kind = models.CharField("种类", max_length=10, choices=FigureKind.choices)
    period = models.CharField("时期", max_length=30, blank=True)
    said_on = models.DateField("公布日期")
    source = models.CharField("出处", max_length=200)

    history = HistoricalRecords()
    objects = PublishedFigureQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "已公布的数"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "item", "period"],
                name="figure_once_in_area",
                violation_error_message="这个区县、这一项、这个时期已有一个数。",
            ),
            models.UniqueConstraint(
                fields=["item", "period"],
                condition=Q(area__isnull=True),
                name="figure_once_in_city",
                violation_error_message="全市的这一项、这个时期已有一个数。",
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="figure_not_negative",
                violation_error_message="数不能是负数。",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def amount(self) -> str:
        """“381,300”, “2.25”: as it was said, without noughts behind the point."""
        return f"{self.value:,.2f}".rstrip("0").removesuffix(".")
