"""What may be asked about a walk, declared once for the API and the pages."""

from datetime import datetime
from typing import Any

from django.utils.timezone import now
from django.utils.translation import gettext, gettext_lazy, gettext_noop
from rest_framework import serializers

from communities.reach import DEFAULT_MINUTES, MOST_MINUTES
from lifecircle.api import PAGING, MomentField, NumberField, StrictSerializer, WordsField, asked
from lifecircle.areas import codes
from lifecircle.areas.models import Area
from lifecircle.language.lazily import filled, no_such
from lifecircle.walking import PACES, STANDARD, Pace
from outlets.models import Category

SIMPLE = {"lat", "lng", "minutes", "pace"}
YEARS = (2000, 2100)
LONGEST_SEARCH = 40

# A page says what is wrong in its own language, the API in Chinese
MINUTES_WORDS = filled(gettext_noop("分钟应是 1 到 {most} 之间的数，比如 15。"), most=MOST_MINUTES)
LAT_WORDS = gettext_lazy("纬度应在 -90 到 90 之间；大于 90 的多半是经度，请看看是不是写反了。")
LNG_WORDS = gettext_lazy("经度应在 -180 到 180 之间。")
CODE_ERRORS: dict[str, Any] = {"invalid": gettext_lazy("业态代码里只有字母、数字、下划线和短横。")}
SEARCH_ERRORS: dict[str, Any] = {
    "max_length": filled(gettext_noop("最多写 {most} 个字。"), most=LONGEST_SEARCH)
}
PACE_NAMES = {pace.code: pace.name for pace in PACES.values()}
PACE_ERRORS: dict[str, Any] = {
    "invalid_choice": no_such(gettext_noop("没有“{input}”这种走法。可以用：{known}。"), PACE_NAMES)
}


def _number_errors(words: Any) -> dict[str, Any]:
    return dict.fromkeys(("invalid", "min_value", "max_value"), words)


LAT: dict[str, Any] = {"min_value": -90, "max_value": 90, "error_messages": _number_errors(LAT_WORDS)}
LNG: dict[str, Any] = {"min_value": -180, "max_value": 180, "error_messages": _number_errors(LNG_WORDS)}


class WalkQuestion(StrictSerializer):
    """How long, how fast, for what, and when one sets out."""

    minutes = NumberField(
        min_value=1,
        max_value=MOST_MINUTES,
        default=DEFAULT_MINUTES,
        error_messages=_number_errors(MINUTES_WORDS),
        help_text="走多少分钟以内",
    )
    pace = serializers.ChoiceField(
        choices=[(pace.code, pace.name) for pace in PACES.values()],
        default=STANDARD.code,
        error_messages=PACE_ERRORS,
        help_text="谁来走",
    )
    categories = serializers.ListField(
        child=serializers.SlugField(max_length=30, error_messages=CODE_ERRORS),
        default=list,
        max_length=100,
        error_messages={
            "not_a_list": gettext_lazy('categories 应是业态代码的列表，比如 ["market", "pharmacy"]。')
        },
        help_text="业态代码，可以有几个；空着是全部",
    )
    at = MomentField(default=None, allow_null=True, help_text="出发时间，空着是现在；没有时区的按北京时间")

    def validate_pace(self, code: str) -> Pace:
        return PACES[code]

    def validate_categories(self, wanted: list[str]) -> list[str]:
        known = (
            set(Category.objects.filter(code__in=wanted).values_list("code", flat=True)) if wanted else set()
        )
        unknown = [code for code in wanted if code not in known]
        if unknown:
            words = gettext("没有这样的业态：{unknown}。全部业态见 /api/categories/。")
            raise serializers.ValidationError(words.format(unknown=gettext("、").join(unknown)))
        return wanted

    def validate_at(self, at: datetime | None) -> datetime:
        at = at or now()
        if not YEARS[0] <= at.year < YEARS[1]:
            words = gettext("出发时间应在 {first} 年到 {last} 年之间。")
            raise serializers.ValidationError(words.format(first=YEARS[0], last=YEARS[1] - 1))
        return at


class PointQuestion(WalkQuestion):
    """A walk from one's own door. The point is used for this answer and dropped: not stored, not logged."""

    lat = NumberField(help_text="纬度，WGS-84", **LAT)
    lng = NumberField(help_text="经度，WGS-84", **LNG)


def from_the_door(body: Any) -> dict[str, Any]:
    """What PointQuestion makes of a request's body, or its ValidationError."""
    found: dict[str, Any] = _simple(body) or asked(PointQuestion, body)
    return found


def _simple(body: Any) -> dict[str, Any] | None:
    """The commonest body, numbers and a known pace, taken as it is: the serializer says the same in ten times
    the time, and whatever is to be refused is left to it."""
    if not isinstance(body, dict) or not body.keys() <= SIMPLE:
        return None
    lat: Any = body.get("lat")
    lng: Any = body.get("lng")
    minutes: Any = body.get("minutes", DEFAULT_MINUTES)
    pace = body.get("pace", STANDARD.code)
    if not {type(lat), type(lng), type(minutes)} <= {float, int}:
        return None
    if not (-90 <= lat <= 90 and -180 <= lng <= 180 and 1 <= minutes <= MOST_MINUTES):
        return None
    if not isinstance(pace, str) or pace not in PACES:
        return None
    return {
        "lat": float(lat),
        "lng": float(lng),
        "minutes": float(minutes) if "minutes" in body else minutes,
        "pace": PACES[pace],
        "categories": [],
        "at": now(),
    }


class PageQuestion(PointQuestion):
    """What a page's own form sends: a point or none. Links from elsewhere may carry words of their own."""

    strict = False
    minutes = None  # type: ignore[assignment]  # how a serializer drops an inherited field
    lat = NumberField(required=False, **LAT)
    lng = NumberField(required=False, **LNG)

    def validate(self, wanted: dict[str, Any]) -> dict[str, Any]:
        for one, other in (("lat", "lng"), ("lng", "lat")):
            if one in wanted and other not in wanted:
                raise serializers.ValidationError({other: [gettext("位置要经度和纬度一起给。")]})
        return wanted


class SearchQuestion(StrictSerializer):
    """What stands in the first page's search box."""

    strict = False
    q = WordsField(required=False, allow_blank=True, max_length=LONGEST_SEARCH, error_messages=SEARCH_ERRORS)


class CirclesQuestion(StrictSerializer):
    """Which circles to list."""

    paging = PAGING
    district = serializers.CharField(required=False, help_text="6 位区县代码")
    subdistrict = serializers.CharField(required=False, help_text="9 位街道代码")
    search = WordsField(
        required=False,
        max_length=LONGEST_SEARCH,
        error_messages=SEARCH_ERRORS,
        help_text="名称、街道名、拼音或首字母",
    )

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
