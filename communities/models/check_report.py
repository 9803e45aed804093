"""CheckReport: the check of a circle as it came out on one day, kept with everything that it assumed."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from communities.models.community import Community
from communities.models.of_circle import OfCircleQuerySet


class ReportKind(models.TextChoices):
    MONTHLY = "monthly", _("每月")
    BY_HAND = "by_hand", _("手工")


class CheckReportQuerySet(OfCircleQuerySet["CheckReport"]):
    pass


class CheckReport(models.Model):
    """Never changed once taken, so it needs no history of its own."""

    community = models.ForeignKey(
        Community,
        models.CASCADE,
        verbose_name=_("生活圈"),
        related_name="check_reports",
        db_column="community_code",
    )
    taken_on = models.DateField(_("体检日期"))
    month = models.DateField(_("月份"), help_text=_("那个月的第一天。"))
    kind = models.CharField(_("种类"), max_length=10, choices=ReportKind.choices)
    assumptions = models.JSONField(_("前提"))
    lines = models.JSONField(_("结果"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("存档的人"),
        null=True,
        blank=True,
        related_name="+",
    )

    objects = CheckReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("体检存档")
        verbose_name_plural = ngettext_lazy("体检存档", "体检存档", 2)
        ordering = ["-taken_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "month"],
                condition=Q(kind=ReportKind.MONTHLY),
                name="checkreport_once_a_month",
                violation_error_message=_("这个生活圈这个月已有存档。"),
            ),
            models.CheckConstraint(
                condition=Q(month__lte=F("taken_on")),
                name="checkreport_month_before_day",
                violation_error_message=_("月份应是体检日期所在的那个月。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community_id} {self.taken_on}"

    def clean(self) -> None:
        super().clean()
        if self.taken_on and self.month and self.month != self.taken_on.replace(day=1):
            raise ValidationError({"month": _("月份应是体检日期所在的那个月。")})
