"""DataImport: one file that was read in: what, of which day, by whose leave."""

from django.db import models


class DataImportKind(models.TextChoices):
    OSM_OUTLETS = "osm_outlets", "OpenStreetMap 网点"


class DataImport(models.Model):
    kind = models.CharField("种类", max_length=20, choices=DataImportKind.choices)
    source_name = models.CharField("文件", max_length=200)
    data_date = models.DateTimeField("数据时间", null=True, blank=True)
    attribution = models.CharField("署名", max_length=120)
    imported_at = models.DateTimeField("导入时间", auto_now_add=True)
    counts = models.JSONField("数目", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "数据导入"
        ordering = ["-imported_at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.source_name}"
