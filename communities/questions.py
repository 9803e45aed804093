"""What may be asked about a walk, declared once for the API and the pages."""

from datetime import datetime
from typing import Any

from django.utils.timezone import now
from rest_framework import serializers

from communities.reach import DEFAULT_MINUTES, MOST_MINUTES
from lifecircle.api import PAGING, StrictSerializer
from lifecircle.areas import codes
from lifecircle.areas.models import Area
from lifecircle.walking import PACES, STANDARD, Pace
from outlets.models import Category

PACE_WORDS = "、".join(f"{pace.code}（{pace.name}）" for pace in PACES.values())
YEARS = (2000, 2100)


class WalkQuestion(StrictSerializer):
    """How long, how fast, for what, and when one sets out."""

    minutes = serializers.FloatField(
        min_value=1,
        max_value=MOST_MINUTES,
        default=DEFAULT_MINUTES,
        error_messages={
            "invalid": "分钟应是 1 到 60 之间的数，比如 15。",
            "min_value": "分钟应在 1 到 60 之间。",
            "max_value": "分钟应在 1 到 60 之间。",
        },
    )
    pace = serializers.ChoiceField(
        choices=[(pace.code, pace.name) for pace in PACES.values()],
        default=STANDARD.code,
        error_messages={"invalid_choice": f"没有“{{input}}”这种走法。可以用：{PACE_WORDS}。"},
    )
    categories = serializers.ListField(
        child=serializers.SlugField(),
        default=list,
        max_length=100,
        help_text="业态代码，可以有几个；空着是全部",
    )
    at = serializers.DateTimeField(
        default=None, allow_null=True, help_text="出发时间，空着是现在；没有时区的按北京时间"
    )

    def validate_pace(self, code: str) -> Pace:
        return PACES[code]

    def validate_minutes(self, minutes: float) -> float:
        if minutes != minutes:
            raise serializers.ValidationError("分钟应是 1 到 60 之间的数，比如 15。")
        return minutes

    def validate_categories(self, wanted: list[str]) -> list[str]:
        known = (
            set(Category.objects.filter(code__in=wanted).values_list("code", flat=True)) if wanted else set()
        )
        unknown = [code for code in wanted if code not in known]
        if unknown:
            raise serializers.ValidationError(
                f"没有这样的业态：{'、'.join(unknown)}。全部业态见 /api/categories/。"
            )
        return wanted

    def validate_at(self, at: datetime | None) -> datetime:
        at = at or now()
        if not YEARS[0] <= at.year < YEARS[1]:
            raise serializers.ValidationError(f"出发时间应在 {YEARS[0]} 年到 {YEARS[1]} 年之间。")
        return at


class PointQuestion(WalkQuestion):
    """A walk from one's own door. The point is used for this answer and dropped: not stored, not logged."""

    lat = serializers.FloatField(help_text="纬度，WGS-84")
    lng = serializers.FloatField(help_text="经度，WGS-84")

    def validate_lat(self, lat: float) -> float:
        if not -90 <= lat <= 90:
            swapped = "看起来把经度写在了纬度的位置。" if -180 <= lat <= 180 else ""
            raise serializers.ValidationError(f"纬度应在 -90 到 90 之间。{swapped}")
        return lat

    def validate_lng(self, lng: float) -> float:
        if not -180 <= lng <= 180:
            raise serializers.ValidationError("经度应在 -180 到 180 之间。")
        return lng


class CirclesQuestion(StrictSerializer):
    """Which circles to list."""

    paging = PAGING
    district = serializers.CharField(required=False, help_text="6 位区县代码")
    subdistrict = serializers.CharField(required=False, help_text="9 位街道代码")
    search = serializers.CharField(required=False, max_length=40, help_text="名称、街道名、拼音或首字母")

    def validate_district(self, code: str) -> str:
        return _known_code(code, codes.DISTRICT, "区县代码")

    def validate_subdistrict(self, code: str) -> str:
        return _known_code(code, codes.SUBDISTRICT, "街道代码")


def _known_code(code: str, digits: int, words: str) -> str:
    if not (codes.is_code(code) and len(code) == digits):
        raise serializers.ValidationError(f"{words}应是 {digits} 位数字。")
    if not Area.objects.filter(code=code).exists():
        raise serializers.ValidationError(f"{words} {code} 不在区划表里。")
    return code


def asked(question: type[serializers.Serializer[Any]], data: Any) -> Any:
    """The validated answer to a declared question, or a ValidationError keyed by field."""
    serializer = question(data=data)
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data
