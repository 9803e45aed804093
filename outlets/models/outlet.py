"""Outlet: one place where a resident gets a service."""

from collections.abc import Collection
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, ngettext_lazy
from simple_history.models import HistoricalRecords

from lifecircle.areas.models import Area
from lifecircle.datum import CoordinateSystem
from lifecircle.geo import Box, Point
from lifecircle.language.told import say
from lifecircle.search import SearchKeyField
from outlets.hours import check as check_hours
from outlets.models.category import Category


class PositionQuality(models.TextChoices):
    SURVEYED = "surveyed", _("实测")
    APPROXIMATE = "approximate", _("大致")
    ILLUSTRATIVE = "illustrative", _("示意")


class PositionSystem(models.TextChoices):
    """The system a position was given in; it is stored in WGS-84 whatever this says."""

    WGS84 = CoordinateSystem.WGS84.value, _("WGS-84（CGCS2000）")
    GCJ02 = CoordinateSystem.GCJ02.value, _("GCJ-02（高德、腾讯、微信）")
    BD09 = CoordinateSystem.BD09.value, _("BD-09（百度）")


class Form(models.TextChoices):
    SHOP = "shop", _("店铺")
    STALL = "stall", _("摊点")
    MOBILE = "mobile", _("流动")
    SELF_SERVICE = "self_service", _("自助")


class Audience(models.TextChoices):
    PUBLIC = "public", _("公众")
    RESIDENTS = "residents", _("仅居民")
    APPOINTMENT = "appointment", _("预约")


class Built(models.TextChoices):
    NEW = "new", _("新建")
    REBUILT = "rebuilt", _("改造")
    EXISTING = "existing", _("已有")


class Source(models.TextChoices):
    OFFICE = "office", _("街道登记")
    IMPORT = "import", _("名单导入")
    OSM = "osm", "OpenStreetMap"
    SAMPLE = "sample", _("示例")


class Status(models.TextChoices):
    OPEN = "open", _("营业")
    SUSPENDED = "suspended", _("暂停")
    CLOSED = "closed", _("关闭")
    MOVED = "moved", _("搬迁")


ON_MAP = (Status.OPEN, Status.SUSPENDED)
SENIOR_SERVICES = {
    "staffed": gettext_noop("有人工"),
    "cash": gettext_noop("收现金"),
    "meal_delivery": gettext_noop("送餐"),
    "senior_discount": gettext_noop("老年优惠"),
}

phone_validator = RegexValidator(
    r"^[0-9+()\-转\s]{3,30}$", _("电话只能有数字、加号、括号、短横和“转”，比如 0931-4567890。")
)


def validate_hours(text: str) -> None:
    problem = check_hours(text) if text else None
    if problem:
        raise ValidationError(say(problem))


class OutletQuerySet(models.QuerySet["Outlet"]):
    def published(self) -> Self:
        """What residents see: trading, or shut only for a while."""
        return self.filter(status__in=ON_MAP)

    def inside(self, box: Box) -> Self:
        return self.filter(lat__range=(box.south, box.north), lng__range=(box.west, box.east))

    def of_categories(self, codes: Collection[str]) -> Self:
        """Whose main category, or one of the further ones, is among the codes."""
        further = Outlet.further_categories.through.objects.filter(category_id__in=codes).values("outlet_id")
        return self.filter(Q(category_id__in=codes) | Q(pk__in=further))

    def within(self, scope: str) -> Self:
        """Administered within a division: the code is a prefix."""
        return self.filter(area__code__startswith=scope)

    def samples(self) -> Self:
        return self.filter(source=Source.SAMPLE)

    def named_like(self, text: str) -> Self:
        return self.filter(search_key__holds=text)


class Outlet(models.Model):
    name = models.CharField(_("名称"), max_length=80)
    category = models.ForeignKey(Category, models.PROTECT, verbose_name=_("主业态"), related_name="outlets")
    further_categories = models.ManyToManyField(
        Category, verbose_name=_("兼营业态"), blank=True, related_name="further_outlets"
    )
    area = models.ForeignKey(Area, models.PROTECT, verbose_name=_("所属街道或社区"), null=True, blank=True)
    address = models.CharField(_("地址"), max_length=160, blank=True)
    lat = models.FloatField(_("纬度（WGS-84）"), validators=[MinValueValidator(-90), MaxValueValidator(90)])
    lng = models.FloatField(_("经度（WGS-84）"), validators=[MinValueValidator(-180), MaxValueValidator(180)])
    position_system = models.CharField(
        _("坐标原来的系统"), max_length=5, choices=PositionSystem.choices, default=PositionSystem.WGS84
    )
    position_quality = models.CharField(
        _("位置准不准"), max_length=12, choices=PositionQuality.choices, default=PositionQuality.APPROXIMATE
    )
    phone = models.CharField(_("电话（公开）"), max_length=30, blank=True, validators=[phone_validator])
    opening_hours = models.CharField(_("营业时间"), max_length=255, blank=True, validators=[validate_hours])
    brand = models.CharField(_("连锁或品牌"), max_length=60, blank=True)
    area_m2 = models.PositiveIntegerField(_("面积（平方米）"), null=True, blank=True)
    form = models.CharField(_("形式"), max_length=12, choices=Form.choices, default=Form.SHOP)
    staffed = models.BooleanField(_("有人工服务"), null=True, blank=True)
    cash = models.BooleanField(_("收现金"), null=True, blank=True)
    meal_delivery = models.BooleanField(_("送餐"), null=True, blank=True)
    senior_discount = models.BooleanField(_("老年优惠"), null=True, blank=True)
    step_free = models.BooleanField(_("不用上台阶"), null=True, blank=True)
    audience = models.CharField(_("谁能去"), max_length=12, choices=Audience.choices, default=Audience.PUBLIC)
    built = models.CharField(_("新建或改造"), max_length=10, choices=Built.choices, blank=True)
    built_year = models.PositiveSmallIntegerField(_("建成或改造年份"), null=True, blank=True)
    source = models.CharField(_("来源"), max_length=10, choices=Source.choices, default=Source.OFFICE)
    source_id = models.CharField(_("来源编号"), max_length=60, blank=True)
    verified_by = models.CharField(_("核对人（单位）"), max_length=60, blank=True)
    verified_on = models.DateField(_("核对日期"), null=True, blank=True)
    status = models.CharField(_("状态"), max_length=10, choices=Status.choices, default=Status.OPEN)
    status_on = models.DateField(_("状态起始日"), null=True, blank=True)
    status_until = models.DateField(_("预计恢复日"), null=True, blank=True)
    status_reason = models.CharField(_("状态原因"), max_length=120, blank=True)
    moved_to = models.ForeignKey(
        "self", models.SET_NULL, verbose_name=_("搬到"), null=True, blank=True, related_name="moved_from"
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("并入"),
        null=True,
        blank=True,
        editable=False,
        related_name="merged_from",
    )
    updated_at = models.DateTimeField(_("改动"), auto_now=True)
    search_key = SearchKeyField(sources=("name", "brand", "address"))

    history = HistoricalRecords(m2m_fields=[further_categories], excluded_fields=["search_key", "updated_at"])
    objects = OutletQuerySet.as_manager()

    class Meta:
        verbose_name = _("网点")
        verbose_name_plural = ngettext_lazy("网点", "网点", 2)
        ordering = ["id"]
        indexes = [
            models.Index(fields=["lat", "lng"], name="outlet_lat_lng"),
            models.Index(fields=["category", "status"], name="outlet_category_status"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(lat__gte=-90, lat__lte=90, lng__gte=-180, lng__lte=180),
                name="outlet_position_on_earth",
                violation_error_message=_("坐标超出范围：纬度 -90 到 90，经度 -180 到 180。"),
            ),
            models.UniqueConstraint(
                fields=["source", "source_id"],
                condition=~Q(source_id=""),
                name="outlet_source_id_once",
                violation_error_message=_("同一来源编号已经登记过。"),
            ),
            models.CheckConstraint(
                condition=Q(status=Status.OPEN) | (Q(status_on__isnull=False) & ~Q(status_reason="")),
                name="outlet_status_dated_with_reason",
                violation_error_message=_("暂停、关闭或搬迁要写日期和原因。"),
            ),
            models.CheckConstraint(
                condition=Q(status_until__isnull=True) | Q(status_until__gte=F("status_on")),
                name="outlet_status_until_after_on",
                violation_error_message=_("预计恢复日不能早于状态起始日。"),
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(status=Status.CLOSED),
                name="outlet_merged_is_closed",
                violation_error_message=_("并入别家的网点应是关闭的。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def point(self) -> Point:
        return Point(self.lat, self.lng)

    @property
    def sample(self) -> bool:
        return self.source == Source.SAMPLE

    @property
    def verified(self) -> bool:
        return self.verified_on is not None

    def senior_words(self) -> list[str]:
        """The services for the old that are known to exist."""
        return [words for field, words in SENIOR_SERVICES.items() if getattr(self, field)]

    def clean(self) -> None:
        super().clean()
        if self.merged_into_id and self.status != Status.CLOSED:
            raise ValidationError({"status": _("这条登记已经并入别家；要先拆开，才能改状态。")})
        if self.status_on and self.status in (Status.CLOSED, Status.MOVED) and self.status_on > localdate():
            raise ValidationError({"status_on": _("关闭或搬迁的日期不能在将来。")})
        if self.verified_on and self.verified_on > localdate():
            raise ValidationError({"verified_on": _("核对日期不能在将来。")})
