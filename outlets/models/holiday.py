"""Holiday: one day of the State Council's yearly notice, a day off or a make-up working day (调休)."""

from django.db import models


class HolidayKind(models.TextChoices):
    HOLIDAY = "holiday", "放假"
    WORKDAY = "workday", "调休上班"


class Holiday(models.Model):
    date = models.DateField("日期", primary_key=True)
    kind = models.CharField("放假或上班", max_length=10, choices=HolidayKind.choices)
    name = models.CharField("节日", max_length=20)

    class Meta:
        verbose_name = verbose_name_plural = "节假日"
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {self.name}（{self.get_kind_display()}）"
