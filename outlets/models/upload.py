"""Upload: a table that an office sent in, what each row would do, and what it did: undone as one."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from lifecircle.language.told import kept, say
from outlets.models.outlet import PositionSystem

LONGEST_WORDS = 300


class UploadState(models.TextChoices):
    READING = "reading", _("正在读")
    READY = "ready", _("可以导入")
    REFUSED = "refused", _("读不了")
    APPLIED = "applied", _("已导入")
    UNDONE = "undone", _("已撤销")
    DROPPED = "dropped", _("没有导入")


class UploadQuerySet(models.QuerySet["Upload"]):
    def within(self, scope: str) -> Self:
        return self.filter(scope__startswith=scope)


class Upload(models.Model):
    file_name = models.CharField(_("文件"), max_length=120)
    content = models.BinaryField(_("文件内容"))
    cells = models.BinaryField(_("读出的格子"), default=b"", help_text=_("由文件内容算出，读完就清掉。"))
    system = models.CharField(_("坐标系"), max_length=5, choices=PositionSystem.choices)
    scope = models.CharField(_("导入的范围"), max_length=12, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("导入人"), related_name="uploads", null=True
    )
    state = models.CharField(
        _("进度"), max_length=10, choices=UploadState.choices, default=UploadState.READING
    )
    words = models.CharField(_("说明"), max_length=LONGEST_WORDS, blank=True)
    told = models.JSONField(_("各种语言的说明"), default=dict)
    rows_read = models.PositiveIntegerField(_("读到第几行"), default=0)
    rows_total = models.PositiveIntegerField(_("一共几行"), default=0)
    created_at = models.DateTimeField(_("上传"), auto_now_add=True)
    applied_at = models.DateTimeField(_("导入"), null=True, blank=True)
    undone_at = models.DateTimeField(_("撤销"), null=True, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("表格导入")
        verbose_name_plural = ngettext_lazy("表格导入", "表格导入", 2)
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return gettext("{name}：{state}").format(name=self.file_name, state=self.get_state_display())

    def tell(self, words: str) -> None:
        """What became of it, to be said in any language; cut to what the column holds. Unsaved."""
        by_language = kept(words)
        self.words = _short(str(words))
        self.told = {} if isinstance(by_language, str) else {c: _short(w) for c, w in by_language.items()}

    @property
    def said(self) -> str:
        """In the page's language; what was told before there were two, in Chinese."""
        return say(self.told or self.words)


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_WORDS else words[: LONGEST_WORDS - 1] + "…"


class RowVerdict(models.TextChoices):
    NEW = "new", _("新增")
    CHANGED = "changed", _("修改")
    SAME = "same", _("没有变化")
    DUPLICATE = "duplicate", _("可能重复")
    WRONG = "wrong", _("有错")


class UploadRow(models.Model):
    upload = models.ForeignKey(Upload, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("行号"))
    verdict = models.CharField(_("结果"), max_length=10, choices=RowVerdict.choices)
    name = models.CharField(_("名称"), max_length=80, blank=True)
    remarks = models.JSONField(_("说明"), default=list)
    outlet = models.ForeignKey("outlets.Outlet", models.SET_NULL, related_name="+", null=True, blank=True)
    proposal = models.ForeignKey("outlets.Proposal", models.SET_NULL, related_name="+", null=True, blank=True)
    not_same = models.BooleanField(_("不是同一家"), default=False)
    values = models.JSONField(_("要写成"), default=dict)
    before = models.JSONField(_("原来是"), default=dict)
    applied = models.BooleanField(_("写入了"), default=False)

    class Meta:
        verbose_name = _("导入的行")
        verbose_name_plural = ngettext_lazy("导入的行", "导入的行", 2)
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="upload_row_once")]

    def remark(self, *words: str) -> None:
        """Says more of it, in every language. Unsaved."""
        self.remarks = [*self.remarks, *map(kept, words)]

    def remark_first(self, *words: str) -> None:
        self.remarks = [*map(kept, words), *self.remarks]

    def __str__(self) -> str:
        return gettext("第 {number} 行：{words}").format(number=self.number, words=self.get_verdict_display())
