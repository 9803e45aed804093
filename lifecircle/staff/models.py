"""Scope and DistrictRule: where a member of staff acts, and what a district leaves to its street offices.

AuditRecord: what must be found again, in a table that nobody edits.
"""

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice
from simple_history import register
from simple_history.models import HistoricalRecords

from lifecircle.areas.models import Area, Level
from lifecircle.staff.rights import LEVELS, ROLE_NAMES, Role

# accounts have a history too, without what must not be kept twice
register(User, app="lifecircle.staff", excluded_fields=["password", "last_login"])

ROLES = [(role.value, _(name)) for role, name in ROLE_NAMES.items()]


class Scope(models.Model):
    """One member of staff: the role, and the division it is held in (none: the whole city)."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("账号"), related_name="scope"
    )
    role = models.CharField(_("角色"), max_length=20, choices=ROLES)
    area = models.ForeignKey(
        Area,
        models.PROTECT,
        verbose_name=_("负责的区划"),
        related_name="staff",
        null=True,
        blank=True,
        help_text=_("社区工作人员选社区，街道选街道，区商务局选区县；市管理员不选（全市）。"),
    )
    must_change_password = models.BooleanField(_("下次登录要改密码"), default=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = _("角色和范围")
        constraints = [
            models.CheckConstraint(condition=Q(role__in=list(Role)), name="scope_role_known"),
            models.CheckConstraint(
                condition=Q(role=Role.AUDITOR)
                | Q(role=Role.CITY_ADMIN, area=None)
                | (~Q(role=Role.CITY_ADMIN) & Q(area__isnull=False)),
                name="scope_city_has_no_area",
                violation_error_message=_("市管理员管全市，不选区划；其他角色要选负责的区划。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area or gettext('全市')} {self.get_role_display()}"

    @property
    def code(self) -> str:
        """The prefix of what this scope covers; "" is everywhere."""
        return self.area_id or ""

    def clean(self) -> None:
        super().clean()
        if self.role and len(self.code) not in LEVELS[Role(self.role)]:
            wanted = gettext("、").join(
                str(Level(level).label) if level else gettext("全市（不选）")
                for level in LEVELS[Role(self.role)]
            )
            words = gettext("{role}的范围应是：{wanted}。").format(
                role=self.get_role_display(), wanted=wanted
            )
            raise ValidationError({"area": words})


class DistrictRule(models.Model):
    """What a district leaves to its street offices. A district without a row decides everything itself."""

    area = models.OneToOneField(
        Area,
        models.CASCADE,
        verbose_name=_("区县"),
        limit_choices_to={"level": Level.DISTRICT},
        related_name="rule",
    )
    offices_publish = models.BooleanField(_("街道可以直接发布"), default=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = _("各区的规定")

    def __str__(self) -> str:
        rule = gettext("街道可以直接发布") if self.offices_publish else gettext("由区里审核")
        return gettext("{name}：{words}").format(name=self.area, words=rule)


class AuditKind(models.TextChoices):
    SIGN_IN = "sign_in", _("登录")
    SIGN_IN_FAILED = "sign_in_failed", _("登录没成功")
    LOCKED_OUT = "locked_out", _("输错太多，锁住")
    SIGN_OUT = "sign_out", _("退出")
    PASSWORD = "password", _("改密码")
    SECOND_FACTOR_SET = "second_set", _("设好动态口令")
    SECOND_FACTOR_FAILED = "second_failed", _("动态口令不对")
    SECOND_FACTOR_REMOVED = "second_removed", _("取消动态口令")
    EXPORT = "export", _("导出")
    UPLOAD = "upload", _("导入")
    REFUSED = "refused", _("没有权限，被拒绝")


class AuditRecord(models.Model):
    """One thing that must be found again. Triggers refuse changes, and deletion before 180 days."""

    at = models.DateTimeField(_("时间"), auto_now_add=True, db_index=True)
    kind = models.CharField(_("什么事"), max_length=20, choices=AuditKind.choices)
    username = models.CharField(_("账号"), max_length=150, blank=True)
    scope = models.CharField(_("范围"), max_length=12, blank=True)
    address = models.CharField(_("网络地址"), max_length=45, blank=True)
    words = models.CharField(_("内容"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("操作日志")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.username} {self.get_kind_display()}"


class SecondFactor(TOTPDevice):  # type: ignore[misc]
    """Somebody's second factor, as the admin shows it: who has one, never its secret."""

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = _("动态口令")

    def __str__(self) -> str:
        return gettext("{user} 的动态口令").format(user=self.user)


class WrongPassword(AccessAttempt):  # type: ignore[misc]
    """How often one account was tried in vain from one address; without its row nobody has to wait."""

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = _("密码输错的登录")

    def __str__(self) -> str:
        return f"{self.username} {self.ip_address}"
