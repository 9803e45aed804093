"""Proposal: an outlet as an office wants it, until it is published: a new one, or changes to one.

The register itself holds only what is published; an outlet stays as it is while proposals about it wait.
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from lifecircle.areas.models import Area


class ProposalState(models.TextChoices):
    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待审核")
    RETURNED = "returned", _("退回修改")
    PUBLISHED = "published", _("已发布")
    WITHDRAWN = "withdrawn", _("已撤回")


OPEN_STATES = (ProposalState.DRAFT, ProposalState.SUBMITTED, ProposalState.RETURNED)


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def within(self, scope: str) -> Self:
        return self.filter(area__code__startswith=scope) if scope else self.all()

    def waiting(self) -> Self:
        """To decide on, the oldest first."""
        return self.filter(state=ProposalState.SUBMITTED).order_by("submitted_at", "pk")

    def unfinished(self) -> Self:
        return self.filter(state__in=OPEN_STATES)


class Proposal(models.Model):
    outlet = models.ForeignKey(
        "outlets.Outlet",
        models.CASCADE,
        verbose_name=_("网点"),
        related_name="proposals",
        null=True,
        blank=True,
        help_text=_("空着的是新登记；发布以后填上。"),
    )
    new = models.BooleanField(_("新登记"), default=True)
    name = models.CharField(_("名称"), max_length=80, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, verbose_name=_("所属街道或社区"), null=True, blank=True)
    values = models.JSONField(_("要写成"), default=dict)
    before = models.JSONField(_("原来是"), default=dict)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    outside_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("确认位置在区划外的人"),
        related_name="+",
        null=True,
        blank=True,
    )
    state = models.CharField(
        _("进度"), max_length=10, choices=ProposalState.choices, default=ProposalState.DRAFT
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("登记人"),
        related_name="proposals",
        null=True,
    )
    created_at = models.DateTimeField(_("开始填"), auto_now_add=True)
    updated_at = models.DateTimeField(_("改动"), auto_now=True)
    submitted_at = models.DateTimeField(_("交上来"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("审核人"),
        related_name="decisions",
        null=True,
        blank=True,
    )
    decided_at = models.DateTimeField(_("审核"), null=True, blank=True)
    reason = models.CharField(_("退回原因"), max_length=200, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("登记单")
        verbose_name_plural = ngettext_lazy("登记单", "登记单", 2)
        ordering = ["-updated_at"]
        indexes = [models.Index(fields=["state", "submitted_at"], name="proposal_state_submitted")]
        constraints = [
            models.CheckConstraint(
                condition=Q(new=True) | Q(outlet__isnull=False), name="proposal_change_names_its_outlet"
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.SUBMITTED) | Q(submitted_at__isnull=False),
                name="proposal_submitted_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.RETURNED) | ~Q(reason=""),
                name="proposal_returned_with_reason",
                violation_error_message=_("退回要写原因。"),
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.PUBLISHED)
                | Q(outlet__isnull=False, decided_at__isnull=False),
                name="proposal_published_has_outlet",
            ),
        ]

    def __str__(self) -> str:
        words = gettext("{name}：{state}")
        return words.format(name=self.name or gettext("（还没有名称）"), state=self.get_state_display())
