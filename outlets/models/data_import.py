"""DataImport: one file that was read in: what, of which day, by whose leave."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy


class DataImportKind(models.TextChoices):
    OSM_OUTLETS = "osm_outlets", _("OpenStreetMap 网点")


class DataImport(models.Model):
    kind = models.CharField(_("种类"), max_length=20, choices=DataImportKind.choices)
    source_name = models.CharField(_("文件"), max_length=200)
    data_date = models.DateTimeField(_("数据时间"), null=True, blank=True)
    attribution = models.CharField(_("署名"), max_length=120)
    imported_at = models.DateTimeField(_("导入时间"), auto_now_add=True)
    counts = models.JSONField(_("数目"), default=dict)

    class Meta:
        verbose_name = _("数据导入")
        verbose_name_plural = ngettext_lazy("数据导入", "数据导入", 2)
        ordering = ["-imported_at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.source_name}"
