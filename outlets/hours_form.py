"""Opening hours edited as a week: a line a day, one for holidays, and OSM text for what is richer."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lifecircle.language.told import say
from outlets.hours import Interval, WeeklyHours, check, from_week, to_week

DAYS = (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))
HOLIDAY, CLOSED, ALL_DAY, NEXT_DAY = _("节假日"), _("休息"), _("全天"), _("次日 {time}")
# read in every language, whatever the page speaks
CLOSED_WORDS = ("休息", "closed")
ALL_DAY_WORDS = ("全天", "24小时", "24 小时", "all day", "24 hours")
SPAN = re.compile(
    r"(\d{1,2})[:：](\d{2})\s*(?:-|–|—|~|至|到)\s*(次日|next day)?\s*(\d{1,2})[:：](\d{2})", re.IGNORECASE
)
EXAMPLE = _("写成 8:00-12:00 14:30-18:00，不开门写“休息”，过半夜写 18:00-次日 2:00。")


def day_text(day: tuple[Interval, ...]) -> str:
    """`"8:00-12:00 14:30-18:00"`, or 休息 for a day without hours."""
    return " ".join(f"{_clock(start)}-{_end(end)}" for start, end in day) or str(CLOSED)


def day_of(text: str) -> tuple[Interval, ...]:
    """The hours of one line; ValidationError in words where it cannot be read."""
    text = text.strip()
    if text.lower() in ("", *CLOSED_WORDS):
        return ()
    if text.lower() in ALL_DAY_WORDS:
        return ((0, 24 * 60),)
    spans = SPAN.findall(text)
    if not spans or SPAN.sub("", text).strip(" ,，、;；"):
        raise forms.ValidationError(gettext("“{text}”看不懂。{example}").format(text=text, example=EXAMPLE))
    return tuple(_interval(text, *span) for span in spans)


def _interval(text: str, hour: str, minute: str, next_day: str, end_hour: str, end_minute: str) -> Interval:
    start, end = int(hour) * 60 + int(minute), int(end_hour) * 60 + int(end_minute)
    if int(minute) > 59 or int(end_minute) > 59 or start >= 24 * 60 or end > 24 * 60:
        words = gettext("“{text}”里没有这样的钟点。{example}")
        raise forms.ValidationError(words.format(text=text, example=EXAMPLE))
    if next_day or end <= start:
        end += 24 * 60
    return start, end


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _end(minutes: int) -> str:
    return _clock(minutes) if minutes <= 24 * 60 else NEXT_DAY.format(time=_clock(minutes - 24 * 60))


class WeekWidget(forms.MultiWidget):
    """Eight lines and the OSM text; the page shows the labels beside them."""

    template_name = "widgets/week.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        lines = [forms.TextInput(attrs={"size": 30}) for _ in range(9)]
        super().__init__(lines, attrs)

    def decompress(self, value: str | None) -> list[str]:
        """A text that says more than a week can hold stays in the last line."""
        weekly = to_week(value) if value else None
        if weekly is None:
            return [""] * 8 + [value or ""]
        holiday = "" if weekly.holiday is None else day_text(weekly.holiday)
        return [*(day_text(day) for day in weekly.week), holiday, ""]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        labels = (*DAYS, HOLIDAY, _("别的写法（OSM opening_hours）"))
        context["lines"] = list(zip(labels, context["widget"]["subwidgets"], strict=True))
        context["example"] = EXAMPLE
        return context


class WeekField(forms.MultiValueField):
    """Its value is the canonical OSM text; "" where nothing is known."""

    widget = WeekWidget

    def __init__(self, **kwargs: Any) -> None:
        self.longest = kwargs.pop("max_length", 255)
        for name in ("empty_value", "strip"):
            kwargs.pop(name, None)
        fields = [forms.CharField(required=False) for _ in range(9)]
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> str:
        if not any(data_list):
            return ""
        *days, holiday, osm = data_list
        if osm and (any(days) or holiday):
            raise forms.ValidationError(gettext("每天的时间和“别的写法”只填一样。"))
        text = osm or from_week(
            WeeklyHours(tuple(day_of(day) for day in days), day_of(holiday) if holiday else None)
        )
        if problem := check(text):
            raise forms.ValidationError(say(problem))
        if len(text) > self.longest:
            raise forms.ValidationError(gettext("写得太长了，请写简单些。"))
        return text
