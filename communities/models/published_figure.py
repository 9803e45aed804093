"""PublishedFigure: a number the city has made public, with who said it and when; nothing here is computed."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from simple_history.models import HistoricalRecords

from lifecircle.areas.models import Area


class FigureKind(models.TextChoices):
    DONE = "done", _("已建")
    PLAN = "plan", _("计划")
    BUILT = "built", _("新建改造")
    PROMOTION = "promotion", _("促消费")


class PublishedFigureQuerySet(models.QuerySet["PublishedFigure"]):
    def of_city(self) -> Self:
        return self.filter(area__isnull=True)


class PublishedFigure(models.Model):
    area = models.ForeignKey(
        Area,
        models.PROTECT,
        verbose_name=_("区县"),
        null=True,
        blank=True,
        related_name="published_figures",
        db_column="area_code",
        help_text=_("全市的数空着。"),
    )
    item = models.SlugField(_("项"), max_length=40)
    label = models.CharField(_("名称"), max_length=60)
    value = models.DecimalField(_("数"), max_digits=16, decimal_places=2)
    unit = models.CharField(_("单位"), max_length=12)
    kind = models.CharField(_("种类"), max_length=10, choices=FigureKind.choices)
    period = models.CharField(_("时期"), max_length=30, blank=True)
    said_on = models.DateField(_("公布日期"))
    source = models.CharField(_("出处"), max_length=200)

    history = HistoricalRecords()
    objects = PublishedFigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("已公布的数")
        verbose_name_plural = ngettext_lazy("已公布的数", "已公布的数", 2)
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "item", "period"],
                name="figure_once_in_area",
                violation_error_message=_("这个区县、这一项、这个时期已有一个数。"),
            ),
            models.UniqueConstraint(
                fields=["item", "period"],
                condition=Q(area__isnull=True),
                name="figure_once_in_city",
                violation_error_message=_("全市的这一项、这个时期已有一个数。"),
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="figure_not_negative",
                violation_error_message=_("数不能是负数。"),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def amount(self) -> str:
        """“381,300”, “2.25”: as it was said, without noughts behind the point."""
        return f"{self.value:,.2f}".rstrip("0").removesuffix(".")
