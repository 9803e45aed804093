"""Category: a kind of business, a row of the versioned catalogue."""

from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from lifecircle.colour import HEX, contrast_on_white

LEAST_CONTRAST = 4.5


def validate_readable(colour: str) -> None:
    if not HEX.fullmatch(colour):
        raise ValidationError(gettext("颜色应写成 #1D5A3C 这样。"))
    ratio = contrast_on_white(colour)
    if ratio < LEAST_CONTRAST:
        words = gettext("颜色 {colour} 和白色的对比只有 {ratio}:1，至少要 {least}:1。")
        raise ValidationError(words.format(colour=colour, ratio=f"{ratio:.1f}", least=LEAST_CONTRAST))


class Tier(models.TextChoices):
    BASIC = "basic", _("基本保障")
    QUALITY = "quality", _("品质提升")
    PUBLIC = "public", _("公共服务")


class Catalogue(models.Model):
    """One edition of the city's list of categories; the newest one is in force."""

    version = models.CharField(_("版本"), max_length=20, primary_key=True)
    published_on = models.DateField(_("发布日期"))
    source = models.CharField(_("依据"), max_length=300)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("业态目录")
        verbose_name_plural = ngettext_lazy("业态目录", "业态目录", 2)
        ordering = ["-published_on"]

    def __str__(self) -> str:
        return self.version


class CategoryClass(models.Model):
    """One of the nine classes that share a colour on the map and a block on the board."""

    code = models.SlugField(_("代码"), max_length=20, primary_key=True)
    name = models.CharField(_("名称（四个字）"), max_length=4)
    name_en = models.CharField(_("英文名"), max_length=40)
    colour = models.CharField(_("颜色"), max_length=7, validators=[validate_readable])
    order = models.PositiveSmallIntegerField(_("次序"), unique=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("大类")
        verbose_name_plural = ngettext_lazy("大类", "大类", 2)
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class CategoryQuerySet(models.QuerySet["Category"]):
    def counted(self) -> Self:
        """Those a circle is checked against: public services are drawn, never counted."""
        return self.filter(counted=True)


class Category(models.Model):
    code = models.SlugField(_("代码"), max_length=30, primary_key=True)
    name = models.CharField(_("名称"), max_length=30, unique=True)
    name_en = models.CharField(_("英文名"), max_length=60)
    tier = models.CharField(_("层级"), max_length=10, choices=Tier.choices)
    group = models.ForeignKey(
        CategoryClass,
        models.PROTECT,
        verbose_name=_("大类"),
        related_name="categories",
        db_column="group_code",
    )
    order = models.PositiveSmallIntegerField(_("次序"), unique=True)
    label = models.CharField(_("图上的字"), max_length=1, unique=True)
    target_minutes = models.PositiveSmallIntegerField(
        _("目标步行分钟"), validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    duplicate_metres = models.PositiveSmallIntegerField(
        _("多近算可能重复（米）"),
        default=100,
        validators=[MinValueValidator(10), MaxValueValidator(2000)],
        help_text=_("名称相近的两家，离得不到这么远，登记时会问是不是同一家。"),
    )
    department = models.CharField(_("主管部门"), max_length=60, blank=True)
    counted = models.BooleanField(_("本市计入"), default=True)
    catalogue = models.ForeignKey(
        Catalogue, models.PROTECT, verbose_name=_("目录版本"), related_name="categories"
    )

    history = HistoricalRecords()
    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("业态")
        verbose_name_plural = ngettext_lazy("业态", "业态", 2)
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(tier=Tier.PUBLIC) | models.Q(counted=False),
                name="category_public_never_counted",
                violation_error_message=_("公共服务只画在图上，不计入。"),
            ),
            models.CheckConstraint(
                condition=models.Q(target_minutes__gte=1, target_minutes__lte=60),
                name="category_target_minutes",
            ),
        ]

    def __str__(self) -> str:
        return self.name
