"""ServiceItem: one small trade of an outlet with its posted price."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from simple_history.models import HistoricalRecords


class ServiceItem(models.Model):
    outlet = models.ForeignKey(
        "outlets.Outlet", models.CASCADE, verbose_name=_("网点"), related_name="service_items"
    )
    name = models.CharField(_("做什么"), max_length=60)
    price_yuan = models.DecimalField(_("价钱（元）"), max_digits=8, decimal_places=2, null=True, blank=True)
    price_note = models.CharField(
        _("价钱说明"), max_length=30, blank=True, help_text=_("比如：起、一把、每次")
    )
    order = models.PositiveSmallIntegerField(_("次序"), default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("服务价目")
        verbose_name_plural = ngettext_lazy("服务价目", "服务价目", 2)
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["outlet", "name"],
                name="service_item_once",
                violation_error_message=_("这家店已有同名的服务。"),
            ),
            models.CheckConstraint(
                condition=models.Q(price_yuan__isnull=True) | models.Q(price_yuan__gte=0),
                name="service_item_price_not_negative",
                violation_error_message=_("价钱不能是负数。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def price(self) -> str:
        """“8 元一把”; an unknown price says so."""
        if self.price_yuan is None:
            return self.price_note or "价钱未知"
        return f"{self.price_yuan.normalize():f} 元{self.price_note}"
