"""What may be asked of a check, declared once for the page and the API: at what time, and which category."""

from datetime import datetime
from typing import Any

from rest_framework import serializers

from communities.questions import CODE_ERRORS, YEARS
from lifecircle.api import MomentField, StrictSerializer
from outlets.models import Category


class CheckQuestion(StrictSerializer):
    at = MomentField(
        default=None,
        allow_null=True,
        error_messages={"invalid": "时间应写成 2026-11-24T08:00 这样。"},
        help_text="几点出发；空着是任何时候，只不算暂停营业的。没有时区的按北京时间",
    )

    def validate_at(self, at: datetime | None) -> datetime | None:
        if at is not None and not YEARS[0] <= at.year < YEARS[1]:
            raise serializers.ValidationError(f"出发时间应在 {YEARS[0]} 年到 {YEARS[1] - 1} 年之间。")
        return at.replace(second=0, microsecond=0) if at else None


class CheckPageQuestion(CheckQuestion):
    """Besides: the category whose streets are drawn. Links from elsewhere may carry words of their own."""

    strict = False
    category = serializers.SlugField(
        required=False, allow_blank=True, max_length=30, error_messages=CODE_ERRORS
    )

    def to_internal_value(self, data: Any) -> Any:
        """An empty time is any time."""
        return super().to_internal_value({name: value for name, value in data.items() if value != ""})

    def validate_category(self, code: str) -> str:
        if code and not Category.objects.counted().filter(pk=code).exists():
            raise serializers.ValidationError(f"没有这样的业态：{code}。")
        return code
