"""What the pages of the elder edition may be asked; links from elsewhere may carry words of their own."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy, gettext_noop
from rest_framework import serializers

from communities.elder.kept import SIZES
from communities.questions import LONGEST_SEARCH, PACE_ERRORS, SEARCH_ERRORS, PageQuestion
from lifecircle.api import StrictSerializer, WordsField
from lifecircle.language.lazily import filled, no_such
from lifecircle.walking import PACES

USUAL_PACE = "elderly"
MOST_SKIPPED = 300
OPEN_ERRORS: dict[str, Any] = {"invalid": gettext_lazy("只看开着的写 1，都看写 0。")}
SIZE_NAMES = {str(size): str(size) for size in SIZES}


class ElderQuestion(PageQuestion):
    """From the community's centre or from a point in the body, slowly unless said otherwise."""

    categories = None  # type: ignore[assignment]  # how a serializer drops an inherited field
    pace = serializers.ChoiceField(
        choices=[(pace.code, pace.name) for pace in PACES.values()],
        default=USUAL_PACE,
        error_messages=PACE_ERRORS,
    )
    skip = serializers.IntegerField(
        default=0,
        min_value=0,
        max_value=MOST_SKIPPED,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value", "max_string_length"),
            filled(gettext_noop("从第几家看起，应是 0 到 {most} 之间的整数。"), most=MOST_SKIPPED),
        ),
    )
    open = serializers.BooleanField(default=False, error_messages=OPEN_ERRORS)


class PlaceQuestion(StrictSerializer):
    """Which community: by name, or one of a district or subdistrict."""

    strict = False
    q = WordsField(required=False, allow_blank=True, max_length=LONGEST_SEARCH, error_messages=SEARCH_ERRORS)
    area = serializers.CharField(required=False, allow_blank=True, max_length=12)


class SwitchQuestion(StrictSerializer):
    """Into the edition or out of it, and how large the text is."""

    strict = False
    edition = serializers.ChoiceField(
        choices=["elder", "plain"],
        default="elder",
        error_messages={"invalid_choice": gettext_lazy("版本只有两种：elder（长辈版）和 plain（普通版）。")},
    )
    size = serializers.ChoiceField(
        choices=SIZES,
        required=False,
        error_messages={"invalid_choice": no_such(gettext_noop("字号只有这几种：{known}。"), SIZE_NAMES)},
    )
    circle = serializers.CharField(required=False, allow_blank=True, max_length=12)
    next = serializers.CharField(required=False, allow_blank=True, max_length=500)


def asked_of(request: HttpRequest) -> Any:
    """A home point never travels in an address: what stands there in its place is not read."""
    if request.method == "POST":
        return request.POST
    data = request.GET.copy()
    for name in ("lat", "lng"):
        data.pop(name, None)
    return data
