"""The form of a measure: prefilled from a gap, read with complaints in words; and the form of its end."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Measure, MeasureKind, MeasureState
from communities.office.outlet_form import system_of
from communities.office.plan_forms import NamedField, PlanFilters, PlanForm, TradeField
from lifecircle.datum import CoordinateSystem
from lifecircle.exchange.positions import placed
from lifecircle.exchange.problems import Wrong
from lifecircle.geo import Box, Point
from lifecircle.language.told import say
from outlets.models import Category, Outlet
from outlets.models.outlet import ON_MAP

PREFILLED = ("community", "category", "kind", "lat", "lng", "what")
NUMBER = re.compile(r"-?\d{1,3}(\.\d{1,12})?", re.ASCII)
NO_SYSTEM = _("没有选坐标是从哪里抄的。")
MOST_LIKE = 5
MOST_OFFERED = 8
AROUND_METRES = 1_200  # where the outlet that a measure made may stand
SYSTEMS = [
    ("wgs84", _("手机定位、天地图（WGS-84），或者从体检、试算带过来的")),
    ("gcj02", _("高德、腾讯、微信（GCJ-02）")),
    ("bd09", _("百度地图（BD-09）")),
]


class OutletField(forms.CharField):
    """A published outlet by its number, or by a name that only one has.

    `kept`: the outlet that stands there already, and may stay though it has closed since.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=80, **kwargs)
        self.scope = ""
        self.kept: int | None = None

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return self._found(text) if text else None

    def _found(self, text: str) -> Outlet:
        there = Outlet.objects.within(self.scope) if self.scope else Outlet.objects.all()
        if text.isascii() and text.isdigit() and len(text) < 12:
            outlet = there.filter(pk=int(text)).first()
            if outlet is None:
                raise ValidationError(gettext("您的范围里没有编号 {number} 的网点。").format(number=text))
            if outlet.status not in ON_MAP and outlet.pk != self.kept:
                words = gettext("编号 {number} 的网点现在是“{state}”，不能写在这里。")
                raise ValidationError(words.format(number=text, state=outlet.get_status_display()))
            return outlet
        like = list(there.published().named_like(text).order_by("pk")[: MOST_LIKE + 1])
        same = [outlet for outlet in like if outlet.name == text] or like
        if len(same) == 1:
            return same[0]
        if not same:
            words = gettext("没有找到叫“{name}”的网点。可以写编号，在网点页的网址里。")
            raise ValidationError(words.format(name=text))
        each = gettext("{name}（编号 {number}）")
        named = gettext("、").join(each.format(name=one.name, number=one.pk) for one in same[:MOST_LIKE])
        raise ValidationError(gettext("叫这个的不止一家，请写编号：{named}。").format(named=named))


class MeasureForm(PlanForm):
    lat = forms.CharField(label=_("纬度"), required=False, max_length=20)
    lng = forms.CharField(label=_("经度"), required=False, max_length=20)
    system = forms.ChoiceField(
        label=_("坐标从哪里抄的"),
        required=False,
        choices=SYSTEMS,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": NO_SYSTEM},
    )
    outlet = OutletField(label=_("哪一家网点"), help_text=_("由哪家兼营，或者开出来的是哪家：写店名或者编号"))

    class Meta:
        model = Measure
        fields = (
            "community",
            "category",
            "kind",
            "what",
            "lat",
            "lng",
            "outlet",
            "responsible",
            "deadline",
            "cost_yuan",
            "state",
            "done_on",
            "note",
        )
        labels = {"what": _("要做什么")}
        field_classes = {"category": TradeField}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        error_messages = {
            "kind": {"required": _("请选一种办法。"), "invalid_choice": _("请从给出的几项里选一项。")},
            "what": {"required": _("请写做什么。"), "max_length": _("最多写 200 个字。")},
            "category": {"invalid_choice": _("没有这一类业态。")},
            "state": {"required": _("请选办到哪一步。"), "invalid_choice": _("请从给出的几项里选一项。")},
            "cost_yuan": {
                "invalid": _("费用应是数字，单位是元。"),
                "max_digits": _("费用太大了，请看看是不是多写了几位。"),
                "max_whole_digits": _("费用太大了，请看看是不是多写了几位。"),
                "max_decimal_places": _("费用最多写到分。"),
            },
            "note": {"max_length": _("最多写 300 个字。")},
            "responsible": {"max_length": _("最多写 60 个字。")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outlet = self.fields["outlet"]
        assert isinstance(outlet, OutletField)
        outlet.scope, outlet.kept = self.scope.code, self.instance.outlet_id
        kind, category = self.fields["kind"], self.fields["category"]
        assert isinstance(kind, forms.ChoiceField)
        assert isinstance(category, forms.ModelChoiceField)
        kind.choices, category.empty_label = [("", _("请选择")), *MeasureKind.choices], _("没有写")
        if self.instance.point is not None:
            self.initial["system"] = "wgs84"

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        point = self._point(found)
        found["lat"], found["lng"] = (point.lat, point.lng) if point else (None, None)
        if found.get("state") == MeasureState.DONE and not found.get("done_on"):
            if "done_on" not in self.errors:
                self.add_error("done_on", _("办成的要写办成日期。"))
        elif found.get("state") != MeasureState.DONE and found.get("done_on"):
            self.add_error("state", _("写了办成日期，办到哪一步应选“办成”。"))
        return found

    def _point(self, found: dict[str, Any]) -> Point | None:
        """In WGS-84; None where nothing is written, or what is written is refused."""
        lat, lng = found.get("lat", ""), found.get("lng", "")
        if not (lat or lng):
            return None
        system = system_of(found.get("system", ""))
        if not (lat and lng):
            self.add_error("lng" if lat else "lat", _("纬度和经度要么都填，要么都不填。"))
        elif wrong := next((name for name in ("lat", "lng") if not NUMBER.fullmatch(found[name])), None):
            words = gettext("“{text}”应是 36.03842 这样的数。")
            self.add_error(wrong, words.format(text=found[wrong]))
        elif system is None:
            self.add_error("system", NO_SYSTEM)
        else:
            try:
                return placed(float(lat), float(lng), system)
            except Wrong as refused:
                self.add_error("lat", gettext("{words}。").format(words=say(refused.words)))
        return None


def prefilled(query: QueryDict) -> dict[str, Any]:
    """What a link from a gap or from a trial gives; coordinates in a link are WGS-84."""
    found: dict[str, Any] = {
        name: str(query[name]).replace("\0", "")[:200] for name in PREFILLED if query.get(name)
    }
    if "lat" in found and "lng" in found:
        found["system"] = CoordinateSystem.WGS84.value
    return found


class DoneForm(forms.ModelForm):  # type: ignore[type-arg]
    """When it was done, and what came of it."""

    outlet = OutletField(label=_("别的网点"), help_text=_("写店名或者编号；没有开出店来就空着"))
    offered = NamedField(
        Outlet.objects.none(),
        label=_("办成后开出来的是哪一家"),
        required=False,
        blank=True,
        empty_label=_("不在这里面"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("请从给出的几家里选一家。")},
    )

    class Meta:
        model = Measure
        fields = ("done_on",)
        error_messages = {"done_on": {"invalid": _("日期应写成 2026-03-01。")}}

    def __init__(self, *args: Any, scope: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix, self.auto_id = "", "f-%s"
        day = self.fields["done_on"]
        day.required, day.error_messages["required"] = True, _("办成的要写办成日期。")
        day.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "in"})
        self.initial.setdefault("done_on", None)
        self.initial["done_on"] = self.initial["done_on"] or localdate()
        outlet, offered = self.fields["outlet"], self.fields["offered"]
        assert isinstance(outlet, OutletField)
        assert isinstance(offered, forms.ModelChoiceField)
        outlet.scope, outlet.kept = scope, self.instance.outlet_id
        outlet.widget.attrs["class"] = "in"
        offered.queryset = _near(self.instance)
        self.initial["offered"] = self.instance.outlet_id
        self.auto_id = "f-%s"

    def save(self, commit: bool = True) -> Measure:
        measure: Measure = self.instance
        measure.state = MeasureState.DONE
        measure.outlet = self.cleaned_data["outlet"] or self.cleaned_data["offered"]
        measure.save()
        return measure

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        self.instance.state = MeasureState.DONE
        return found


def _near(measure: Measure) -> "QuerySet[Outlet]":
    """Published outlets around that may have come of it: of its category, the newest entries first."""
    centre = measure.point or measure.community.point
    near = Outlet.objects.published().inside(Box.around(centre, AROUND_METRES))
    if measure.category_id:
        near = near.of_categories([measure.category_id])
    newest = list(near.order_by("-pk").values_list("pk", flat=True)[:MOST_OFFERED])
    return Outlet.objects.filter(Q(pk__in=newest) | Q(pk=measure.outlet_id)).order_by("-pk")


class MeasureFilters(PlanFilters):
    """The state is a chip beside, with what is still open first of all."""

    category = TradeField(
        Category.objects.all(),
        label=_("业态"),
        required=False,
        empty_label=_("全部"),
        error_messages={"invalid_choice": _("没有这一类业态。")},
    )
    kind = forms.ChoiceField(label=_("办法"), required=False, choices=[("", _("全部")), *MeasureKind.choices])


def own_circle(code: str, scope: str) -> Community | None:
    return Community.objects.within(scope).filter(pk=code).first() if code else None
