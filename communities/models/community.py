"""Community: one neighbourhood, and the life circle around it."""

from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left
from django.db.models.lookups import Exact
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from simple_history.models import HistoricalRecords

from communities import boundary
from lifecircle.areas import codes
from lifecircle.areas.models import Area
from lifecircle.geo import Box, Point
from lifecircle.language.told import say
from lifecircle.search import SearchKeyField
from outlets.models import PositionQuality


class Stage(models.TextChoices):
    PLANNED = "planned", _("规划")
    BUILDING = "building", _("建设中")
    BUILT = "built", _("建成")


class Grade(models.TextChoices):
    BASIC = "basic", _("基础")
    IMPROVED = "improved", _("提升")
    QUALITY = "quality", _("品质")


class Layout(models.TextChoices):
    CLUSTER = "cluster", _("组团")
    BLOCK = "block", _("街坊")
    SCATTERED = "scattered", _("分布")


class Membership(models.TextChoices):
    """How we know that this community is among the city's circles."""

    CONFIRMED = "confirmed", _("市里公布")
    NAMED = "named", _("公开报道提到")
    PLACEHOLDER = "placeholder", _("占位")
    TRIAL = "trial", _("试用（不在名单里）")


class CommunityQuerySet(models.QuerySet["Community"]):
    def within(self, scope: str) -> Self:
        """Those of a division: the code is a prefix."""
        return self.filter(code__startswith=scope)

    def with_areas(self) -> Self:
        return self.select_related("district", "subdistrict")

    def inside(self, box: Box) -> Self:
        return self.filter(lat__range=(box.south, box.north), lng__range=(box.west, box.east))

    def named_like(self, text: str) -> Self:
        """By own name, or by the name of the subdistrict it belongs to."""
        return self.filter(Q(search_key__holds=text) | Q(subdistrict__search_key__holds=text))


class Community(models.Model):
    code = models.CharField(_("区划代码（12 位）"), max_length=12, primary_key=True)
    name = models.CharField(_("名称"), max_length=60)
    district = models.ForeignKey(
        Area,
        models.PROTECT,
        verbose_name=_("区县"),
        related_name="district_communities",
        db_column="district_code",
    )
    subdistrict = models.ForeignKey(
        Area,
        models.PROTECT,
        verbose_name=_("街道"),
        related_name="subdistrict_communities",
        db_column="subdistrict_code",
    )
    batch = models.CharField(_("批次"), max_length=30, blank=True)
    year = models.PositiveSmallIntegerField(_("年份"), null=True, blank=True)
    stage = models.CharField(_("阶段"), max_length=10, choices=Stage.choices, blank=True)
    grade = models.CharField(_("等级"), max_length=10, choices=Grade.choices, blank=True)
    layout = models.CharField(_("形态"), max_length=10, choices=Layout.choices, blank=True)
    lat = models.FloatField(
        _("中心纬度（WGS-84）"), validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    lng = models.FloatField(
        _("中心经度（WGS-84）"), validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    position_quality = models.CharField(
        _("位置准不准"), max_length=12, choices=PositionQuality.choices, default=PositionQuality.APPROXIMATE
    )
    boundary = models.JSONField(_("边界（GeoJSON）"), null=True, blank=True)
    membership = models.CharField(
        _("入选依据"), max_length=12, choices=Membership.choices, default=Membership.CONFIRMED
    )
    evidence = models.CharField(_("依据出处"), max_length=120, blank=True)
    households = models.PositiveIntegerField(_("户数"), null=True, blank=True)
    residents = models.PositiveIntegerField(_("人口"), null=True, blank=True)
    residents_60 = models.PositiveIntegerField(_("60 岁以上人口"), null=True, blank=True)
    residents_0_3 = models.PositiveIntegerField(_("0-3 岁人口"), null=True, blank=True)
    facility_m2 = models.PositiveIntegerField(_("服务设施面积（平方米）"), null=True, blank=True)
    satisfaction = models.DecimalField(
        _("满意度（%）"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    satisfaction_on = models.DateField(_("满意度调查日期"), null=True, blank=True)
    satisfaction_sample = models.PositiveIntegerField(_("满意度样本数"), null=True, blank=True)
    office = models.CharField(_("负责单位"), max_length=60, blank=True)
    phone = models.CharField(_("社区电话"), max_length=30, blank=True)
    surveyed_on = models.DateField(_("摸底日期"), null=True, blank=True)
    sample_survey_on = models.DateField(_("示例摸底日期"), null=True, blank=True, editable=False)
    search_key = SearchKeyField(sources=("name",))

    history = HistoricalRecords(excluded_fields=["search_key"])
    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("生活圈")
        verbose_name_plural = ngettext_lazy("生活圈", "生活圈", 2)
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lat__gte=-90, lat__lte=90, lng__gte=-180, lng__lte=180),
                name="community_position_on_earth",
                violation_error_message=_("坐标超出范围：纬度 -90 到 90，经度 -180 到 180。"),
            ),
            models.CheckConstraint(
                condition=Q(Exact(F("subdistrict"), Left("code", codes.SUBDISTRICT)))
                & Q(Exact(F("district"), Left("code", codes.DISTRICT))),
                name="community_code_is_hierarchical",
                violation_error_message=_("代码的前 9 位应是街道代码，前 6 位应是区县代码。"),
            ),
            models.CheckConstraint(
                condition=Q(satisfaction__isnull=True) | Q(satisfaction__gte=0, satisfaction__lte=100),
                name="community_satisfaction_percent",
                violation_error_message=_("满意度应在 0 到 100 之间。"),
            ),
            models.CheckConstraint(
                condition=Q(residents__isnull=True)
                | Q(residents_60__isnull=True)
                | Q(residents_60__lte=F("residents")),
                name="community_elderly_among_residents",
                violation_error_message=_("60 岁以上人口不能多于总人口。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def point(self) -> Point:
        return Point(self.lat, self.lng)

    @property
    def surveyed(self) -> bool:
        return self.surveyed_on is not None

    @property
    def sample_survey(self) -> bool:
        """Made up for a trial site: nobody went there. A real survey has a date of its own and ends it."""
        return self.surveyed and self.surveyed_on == self.sample_survey_on

    def clean(self) -> None:
        super().clean()
        if not codes.is_code(self.code) or len(self.code) != codes.COMMUNITY:
            raise ValidationError({"code": _("社区代码应是 12 位数字。")})
        if self.surveyed_on and self.surveyed_on > localdate():
            raise ValidationError({"surveyed_on": _("摸底日期不能在将来。")})
        if self.boundary and self.lat is not None and self.lng is not None:
            problem = boundary.problem_of(self.boundary, self.point)
            if problem:
                raise ValidationError({"boundary": say(problem)})
