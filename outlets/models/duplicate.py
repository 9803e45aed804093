"""DuplicateVerdict: what a person said of two outlets that look like one, so that nobody is asked twice."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class DuplicateVerdict(models.Model):
    first = models.ForeignKey("outlets.Outlet", models.CASCADE, related_name="+")
    second = models.ForeignKey("outlets.Outlet", models.CASCADE, related_name="+")
    same = models.BooleanField("是同一家")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    decided_at = models.DateTimeField("判定", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "是不是同一家"
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="duplicate_pair_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} 和 {self.second_id}：{'是同一家' if self.same else '不是'}"
