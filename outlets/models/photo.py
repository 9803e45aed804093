"""Photo: what an outlet's door looks like; re-encoded, without the place and camera that the file told."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy


class Photo(models.Model):
    outlet = models.ForeignKey(
        "outlets.Outlet", models.CASCADE, verbose_name=_("网点"), related_name="photos", null=True, blank=True
    )
    proposal = models.ForeignKey(
        "outlets.Proposal",
        models.SET_NULL,
        verbose_name=_("登记单"),
        related_name="photos",
        null=True,
        blank=True,
    )
    file = models.ImageField(_("照片"), upload_to="photos/%Y/%m/", width_field="width", height_field="height")
    width = models.PositiveIntegerField(_("宽"), default=0, editable=False)
    height = models.PositiveIntegerField(_("高"), default=0, editable=False)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("拍照人"), related_name="+", null=True
    )
    created_at = models.DateTimeField(_("上传"), auto_now_add=True)

    class Meta:
        verbose_name = _("照片")
        verbose_name_plural = ngettext_lazy("照片", "照片", 2)
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outlet__isnull=False) | Q(proposal__isnull=False), name="photo_of_something"
            )
        ]

    def __str__(self) -> str:
        return f"{self.outlet or self.proposal} {self.created_at:%Y-%m-%d}"
