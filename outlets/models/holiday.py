"""Holiday: one day of the State Council's yearly notice, a day off or a make-up working day (调休)."""

from django.db import models
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _


class HolidayKind(models.TextChoices):
    HOLIDAY = "holiday", _("放假")
    WORKDAY = "workday", _("调休上班")


class Holiday(models.Model):
    date = models.DateField(_("日期"), primary_key=True)
    kind = models.CharField(_("放假或上班"), max_length=10, choices=HolidayKind.choices)
    name = models.CharField(_("节日"), max_length=20)

    class Meta:
        verbose_name = _("节假日")
        verbose_name_plural = ngettext_lazy("节假日", "节假日", 2)
        ordering = ["date"]

    def __str__(self) -> str:
        words = gettext("{day} {name}（{kind}）")
        return words.format(day=self.date, name=self.name, kind=self.get_kind_display())
