"""Area: one division of the official code list."""

from typing import Self

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from lifecircle.areas import codes
from lifecircle.search import SearchKeyField


class Level(models.IntegerChoices):
    DISTRICT = codes.DISTRICT, _("区县")
    SUBDISTRICT = codes.SUBDISTRICT, _("街道（乡镇）")
    COMMUNITY = codes.COMMUNITY, _("社区（村）")


class AreaQuerySet(models.QuerySet["Area"]):
    def within(self, scope: str) -> Self:
        return self.filter(code__startswith=scope)

    def at(self, level: Level) -> Self:
        return self.filter(level=level)


class Area(models.Model):
    code = models.CharField(_("区划代码"), max_length=12, primary_key=True)
    name = models.CharField(_("名称"), max_length=60)
    level = models.PositiveSmallIntegerField(_("层级"), choices=Level.choices)
    search_key = SearchKeyField(sources=("name",))

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("行政区划")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Exact(Length("code"), models.F("level")),
                name="area_level_is_code_length",
                violation_error_message=_("代码位数和层级不符：区县 6 位，街道 9 位，社区 12 位。"),
            ),
            models.CheckConstraint(condition=models.Q(level__in=codes.LEVELS), name="area_level_known"),
        ]

    def __str__(self) -> str:
        return self.name
