"""Report: a resident's word about an outlet that is already registered; text only, no place, no name."""

from django.db import models
from django.utils.timezone import localtime


class Kind(models.TextChoices):
    CLOSED = "closed", "已经关门不做了"
    PHONE = "phone", "电话打不通"
    HOURS = "hours", "开门时间不对"
    ADDRESS = "address", "地址不对"
    PRICE = "price", "价钱不对"
    OTHER = "other", "别的"


class Report(models.Model):
    outlet = models.ForeignKey("outlets.Outlet", models.CASCADE, verbose_name="网点", related_name="reports")
    kind = models.CharField("哪里不对", max_length=10, choices=Kind.choices)
    text = models.CharField("再说两句", max_length=500, blank=True)
    sender = models.CharField("来源标记", max_length=64, editable=False, db_index=True)
    created_at = models.DateTimeField("收到", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "居民来信"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.outlet}：{self.get_kind_display()}"

    @property
    def number(self) -> str:
        """What the resident can quote on the phone."""
        return f"{localtime(self.created_at):%m%d}-{self.pk:02d}"
