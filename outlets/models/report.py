"""Report: a resident's word about an outlet that is already registered; text only, no place, no name."""

import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    CLOSED = "closed", _("已经关门不做了")
    MOVED = "moved", _("搬走了")
    PHONE = "phone", _("电话打不通")
    HOURS = "hours", _("开门时间不对")
    ADDRESS = "address", _("地址不对")
    PRICE = "price", _("价钱不对")
    STEP_FREE = "step_free", _("进门有台阶，写的是没有")
    OTHER = "other", _("别的")


class Outcome(models.TextChoices):
    UPDATED = "updated", _("已经改过来了")
    CONFIRMED = "confirmed", _("核对过，没有变")
    DECLINED = "declined", _("没有办法采纳")


# no 0 O 1 I L 2 Z 5 S: read out on the phone, and typed by old hands
LETTERS = "346789ABCDEFGHJKMNPQRTUVWXY"


def new_number() -> str:
    """Eight letters that nobody guesses: 27^8 of them."""
    return "".join(secrets.choice(LETTERS) for _ in range(8))


class ReportQuerySet(models.QuerySet["Report"]):
    def within(self, scope: str) -> Self:
        return self.filter(outlet__area__code__startswith=scope) if scope else self.all()

    def unanswered(self) -> Self:
        return self.filter(outcome="").order_by("created_at", "pk")


class Report(models.Model):
    outlet = models.ForeignKey(
        "outlets.Outlet", models.CASCADE, verbose_name=_("网点"), related_name="reports"
    )
    kind = models.CharField(_("哪里不对"), max_length=10, choices=Kind.choices)
    text = models.CharField(_("再说两句"), max_length=500, blank=True)
    number = models.CharField(_("编号"), max_length=8, unique=True, default=new_number, editable=False)
    sender = models.CharField(_("来源标记"), max_length=64, editable=False, db_index=True)
    created_at = models.DateTimeField(_("收到"), auto_now_add=True)
    outcome = models.CharField(_("办理结果"), max_length=10, choices=Outcome.choices, blank=True)
    answer = models.CharField(_("答复"), max_length=300, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("答复人"),
        related_name="+",
        null=True,
        blank=True,
    )
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    proposal = models.ForeignKey(
        "outlets.Proposal",
        models.SET_NULL,
        verbose_name=_("随信的改动"),
        related_name="reports",
        null=True,
        blank=True,
        help_text=_("还没有发布时，信等着它；发布了，信就答复了。"),
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("居民来信")
        verbose_name_plural = ngettext_lazy("居民来信", "居民来信", 2)
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="report_answered_in_words",
                violation_error_message=_("答复要写几句话。"),
            )
        ]

    def __str__(self) -> str:
        return gettext("{name}：{state}").format(name=self.outlet, state=self.get_kind_display())

    @property
    def spoken_number(self) -> str:
        """What the resident can quote on the phone."""
        return f"{self.number[:4]}-{self.number[4:]}"
