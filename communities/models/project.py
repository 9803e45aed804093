"""Project: one piece of building in the city's programme: its money, its days, the outlets it made."""

from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from simple_history.models import HistoricalRecords

from communities.models.community import Community
from lifecircle.areas.models import Area
from outlets.models import Category, Outlet


class ProjectKind(models.TextChoices):
    NEW = "new", _("新建")
    REBUILT = "rebuilt", _("改造")


class ProjectQuerySet(models.QuerySet["Project"]):
    def within(self, scope: str) -> Self:
        """Those of a division; a project of the whole city is within none."""
        return self.filter(area__code__startswith=scope) if scope else self.all()


class Project(models.Model):
    area = models.ForeignKey(
        Area,
        models.PROTECT,
        verbose_name=_("区县"),
        null=True,
        blank=True,
        related_name="projects",
        db_column="area_code",
        help_text=_("全市的项目空着。"),
    )
    community = models.ForeignKey(
        Community,
        models.PROTECT,
        verbose_name=_("生活圈"),
        null=True,
        blank=True,
        related_name="projects",
        db_column="community_code",
    )
    name = models.CharField(_("名称"), max_length=80)
    kind = models.CharField(_("新建或改造"), max_length=10, choices=ProjectKind.choices)
    category = models.ForeignKey(
        Category, models.PROTECT, verbose_name=_("业态"), null=True, blank=True, related_name="projects"
    )
    investment_yuan = models.DecimalField(
        _("投资（元）"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0, _("投资不能是负数。"))],
    )
    funds = models.CharField(_("资金来源"), max_length=120, blank=True)
    started_on = models.DateField(_("开工日期"), null=True, blank=True)
    finished_on = models.DateField(_("完工日期"), null=True, blank=True)
    outlets = models.ManyToManyField(
        Outlet, verbose_name=_("建成的网点"), blank=True, related_name="projects"
    )

    history = HistoricalRecords(m2m_fields=[outlets])
    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("项目")
        verbose_name_plural = ngettext_lazy("项目", "项目", 2)
        ordering = ["area", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                name="project_name_once_in_area",
                violation_error_message=_("这个区县已有同名的项目。"),
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(area__isnull=True),
                name="project_name_once_in_city",
                violation_error_message=_("全市的项目里已有同名的。"),
            ),
            models.CheckConstraint(
                condition=Q(investment_yuan__isnull=True) | Q(investment_yuan__gte=0),
                name="project_investment_not_negative",
                violation_error_message=_("投资不能是负数。"),
            ),
            models.CheckConstraint(
                condition=Q(finished_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(finished_on__gte=F("started_on")),
                name="project_finished_after_start",
                violation_error_message=_("完工日期不能早于开工日期。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.community_id and self.area_id and not self.community_id.startswith(self.area_id):
            raise ValidationError({"community": _("这个生活圈不在所写的区县里。")})
