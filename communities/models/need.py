"""Need: what residents of one circle ask for (问需), where it was said, and what was done about it."""

from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from simple_history.models import HistoricalRecords

from communities.models.community import Community
from communities.models.measure import Measure
from communities.models.of_circle import OfCircleQuerySet
from outlets.models import Category


class NeedSource(models.TextChoices):
    VISIT = "visit", _("入户")
    SURVEY = "survey", _("问卷")
    HOTLINE = "hotline", "12345"
    WEB = "web", _("网页")
    REPORT = "report", _("来信")


class NeedQuerySet(OfCircleQuerySet["Need"]):
    def unanswered(self) -> Self:
        """About which no measure has been taken yet."""
        return self.filter(measure__isnull=True)


class Need(models.Model):
    community = models.ForeignKey(
        Community, models.PROTECT, verbose_name=_("生活圈"), related_name="needs", db_column="community_code"
    )
    category = models.ForeignKey(
        Category, models.PROTECT, verbose_name=_("业态"), null=True, blank=True, related_name="needs"
    )
    text = models.CharField(_("要什么"), max_length=300)
    source = models.CharField(_("来源"), max_length=10, choices=NeedSource.choices)
    number = models.CharField(_("单号"), max_length=40, blank=True)
    people = models.PositiveIntegerField(
        _("提的人数"), default=1, validators=[MinValueValidator(1, _("提的人数至少是 1。"))]
    )
    asked_on = models.DateField(_("提出日期"))
    measure = models.ForeignKey(
        Measure, models.SET_NULL, verbose_name=_("措施"), null=True, blank=True, related_name="needs"
    )
    checked_on = models.DateField(_("核实日期"), null=True, blank=True)

    history = HistoricalRecords()
    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("问需")
        verbose_name_plural = ngettext_lazy("问需", "问需", 2)
        ordering = ["-asked_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "number"],
                condition=~Q(number=""),
                name="need_number_once_in_source",
                violation_error_message=_("这个来源里已有同样的单号。"),
            ),
            models.CheckConstraint(
                condition=Q(people__gte=1),
                name="need_of_somebody",
                violation_error_message=_("提的人数至少是 1。"),
            ),
            models.CheckConstraint(
                condition=Q(checked_on__isnull=True) | Q(checked_on__gte=F("asked_on")),
                name="need_checked_after_asked",
                violation_error_message=_("核实日期不能早于提出日期。"),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        if self.asked_on and self.asked_on > localdate():
            raise ValidationError({"asked_on": _("提出日期不能在将来。")})
        if self.measure and self.measure.community_id != self.community_id:
            raise ValidationError({"measure": _("这条措施是别的生活圈的。")})
