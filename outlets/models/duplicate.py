"""DuplicateVerdict: what a person said of two outlets that look like one, so that nobody is asked twice."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _


class DuplicateVerdict(models.Model):
    first = models.ForeignKey("outlets.Outlet", models.CASCADE, related_name="+")
    second = models.ForeignKey("outlets.Outlet", models.CASCADE, related_name="+")
    same = models.BooleanField(_("是同一家"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    decided_at = models.DateTimeField(_("判定"), auto_now_add=True)

    class Meta:
        verbose_name = _("是不是同一家")
        verbose_name_plural = ngettext_lazy("是不是同一家", "是不是同一家", 2)
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="duplicate_pair_in_order"),
        ]

    def __str__(self) -> str:
        words = (
            gettext("{one} 和 {other}：是同一家") if self.same else gettext("{one} 和 {other}：不是同一家")
        )
        return words.format(one=self.first_id, other=self.second_id)
