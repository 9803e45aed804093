"""Upload: a table that an office sent in, what each row would do, and what it did: undone as one."""

from typing import Self

from django.conf import settings
from django.db import models

from outlets.models.outlet import PositionSystem


class UploadState(models.TextChoices):
    READING = "reading", "正在读"
    READY = "ready", "可以导入"
    REFUSED = "refused", "读不了"
    APPLIED = "applied", "已导入"
    UNDONE = "undone", "已撤销"
    DROPPED = "dropped", "没有导入"


class UploadQuerySet(models.QuerySet["Upload"]):
    def within(self, scope: str) -> Self:
        return self.filter(scope__startswith=scope)


class Upload(models.Model):
    file_name = models.CharField("文件", max_length=120)
    content = models.BinaryField("文件内容")
    cells = models.BinaryField("读出的格子", default=b"", help_text="由文件内容算出，读完就清掉。")
    system = models.CharField("坐标系", max_length=5, choices=PositionSystem.choices)
    scope = models.CharField("导入的范围", max_length=12, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name="导入人", related_name="uploads", null=True
    )
    state = models.CharField("进度", max_length=10, choices=UploadState.choices, default=UploadState.READING)
    words = models.CharField("说明", max_length=300, blank=True)
    rows_read = models.PositiveIntegerField("读到第几行", default=0)
    rows_total = models.PositiveIntegerField("一共几行", default=0)
    created_at = models.DateTimeField("上传", auto_now_add=True)
    applied_at = models.DateTimeField("导入", null=True, blank=True)
    undone_at = models.DateTimeField("撤销", null=True, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "表格导入"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.file_name}：{self.get_state_display()}"


class RowVerdict(models.TextChoices):
    NEW = "new", "新增"
    CHANGED = "changed", "修改"
    SAME = "same", "没有变化"
    DUPLICATE = "duplicate", "可能重复"
    WRONG = "wrong", "有错"


class UploadRow(models.Model):
    upload = models.ForeignKey(Upload, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("行号")
    verdict = models.CharField("结果", max_length=10, choices=RowVerdict.choices)
    name = models.CharField("名称", max_length=80, blank=True)
    remarks = models.JSONField("说明", default=list)
    outlet = models.ForeignKey("outlets.Outlet", models.SET_NULL, related_name="+", null=True, blank=True)
    proposal = models.ForeignKey("outlets.Proposal", models.SET_NULL, related_name="+", null=True, blank=True)
    not_same = models.BooleanField("不是同一家", default=False)
    values = models.JSONField("要写成", default=dict)
    before = models.JSONField("原来是", default=dict)
    applied = models.BooleanField("写入了", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "导入的行"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="upload_row_once")]

    def __str__(self) -> str:
        return f"第 {self.number} 行：{self.get_verdict_display()}"
