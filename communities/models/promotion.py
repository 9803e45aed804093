"""Promotion: an offer of one outlet, or of a whole circle, between two days."""

from datetime import date
from typing import Self
from urllib.parse import urlsplit

from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from simple_history.models import HistoricalRecords

from communities.models.community import Community
from outlets.models import Outlet

HTTPS = "https://"


class Platform(models.TextChoices):
    UNIONPAY = "unionpay", _("云闪付")
    CCB = "ccb", _("建行生活")
    OTHER = "other", _("其他")


class PromotionQuerySet(models.QuerySet["Promotion"]):
    def valid(self, day: date) -> Self:
        return self.filter(starts_on__lte=day, ends_on__gte=day)

    def within(self, scope: str) -> Self:
        """Those of the circles of a division, and of the outlets administered in it."""
        if not scope:
            return self.all()
        return self.filter(Q(community__code__startswith=scope) | Q(outlet__area__code__startswith=scope))


class Promotion(models.Model):
    outlet = models.ForeignKey(
        Outlet, models.CASCADE, verbose_name=_("网点"), null=True, blank=True, related_name="promotions"
    )
    community = models.ForeignKey(
        Community,
        models.CASCADE,
        verbose_name=_("生活圈"),
        null=True,
        blank=True,
        related_name="promotions",
        db_column="community_code",
    )
    title = models.CharField(_("名称"), max_length=60)
    platform = models.CharField(_("平台"), max_length=10, choices=Platform.choices, default=Platform.OTHER)
    link = models.CharField(
        _("网址（https）"),
        max_length=300,
        blank=True,
        validators=[URLValidator(["https"], message=_("网址应以 https:// 开头。"))],
    )
    rule = models.CharField(_("规则"), max_length=300, blank=True)
    starts_on = models.DateField(_("开始"))
    ends_on = models.DateField(_("结束"))

    history = HistoricalRecords()
    objects = PromotionQuerySet.as_manager()

    class Meta:
        verbose_name = _("优惠")
        verbose_name_plural = ngettext_lazy("优惠", "优惠", 2)
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outlet__isnull=True, community__isnull=False)
                | Q(outlet__isnull=False, community__isnull=True),
                name="promotion_of_one_thing",
                violation_error_message=_("优惠要么是一家网点的，要么是一个生活圈的：填一个，只填一个。"),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="promotion_ends_after_start",
                violation_error_message=_("结束日期不能早于开始日期。"),
            ),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__startswith=HTTPS),
                name="promotion_link_is_https",
                violation_error_message=_("网址应以 https:// 开头。"),
            ),
            models.UniqueConstraint(
                fields=["outlet", "title", "starts_on"],
                name="promotion_once_of_outlet",
                violation_error_message=_("这家网点已有同名、同一天开始的优惠。"),
            ),
            models.UniqueConstraint(
                fields=["community", "title", "starts_on"],
                name="promotion_once_of_circle",
                violation_error_message=_("这个生活圈已有同名、同一天开始的优惠。"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def area_code(self) -> str | None:
        """The division that it belongs to: the circle's, or the one its outlet is administered in."""
        return self.community_id or (self.outlet.area_id if self.outlet else None)

    @property
    def site(self) -> str:
        """Whose page the link opens."""
        return urlsplit(self.link).hostname or ""
