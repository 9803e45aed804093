"""CitySettings: one row; what is left empty is taken from the environment (docs/settings.md)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

ONLY = 1


class CitySettings(models.Model):
    name = models.CharField(
        _("城市"), max_length=12, blank=True, help_text=_("比如：兰州。空着就用部署时的设置。")
    )
    maker = models.CharField(
        _("编制单位"), max_length=60, blank=True, help_text=_("印在每一页和示意图的脚上。")
    )
    map_approval = models.CharField(
        _("审图号"),
        max_length=40,
        blank=True,
        help_text=_("主管部门核发的号，比如：甘S(2026)001号。没有就空着。"),
    )
    letter_days = models.PositiveSmallIntegerField(_("居民来信几个工作日内核对"), default=5)

    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = _("本市设置")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=ONLY), name="city_settings_only_one"),
            models.CheckConstraint(
                condition=models.Q(letter_days__gte=1, letter_days__lte=30),
                name="city_letter_days",
                violation_error_message=_("核对来信的期限应是 1 到 30 个工作日。"),
            ),
        ]

    def __str__(self) -> str:
        return gettext("本市设置")

    def clean(self) -> None:
        super().clean()
        if self.pk not in (None, ONLY):
            raise ValidationError(gettext("本市设置只有一份。"))
