"""What is asked of the siting: where, of what, how many, for whom."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import lazy
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from communities.office.plan_forms import TradeField, circle_label
from communities.siting.candidates import Kind
from communities.siting.instance import Goal
from communities.siting.question import Question
from communities.siting.told import GOAL_WORDS
from lifecircle.areas import codes
from lifecircle.areas.models import Area, Level
from lifecircle.language.lazily import filled
from lifecircle.staff.models import Scope
from lifecircle.templatetags.names import read
from lifecircle.walking import PACES, STANDARD, Pace
from outlets.models import Category

MOST_SITES = 20
WHOM = (("all", _("全体居民")), ("elderly", _("60 岁以上老人")))
WHOLE_CITY = "city"


def pace_label(pace: Pace) -> str:
    """“普通（每秒 1.1 米）”, looked up when it is shown."""
    told: str = lazy(_pace_label, str)(pace)
    return told


def _pace_label(pace: Pace) -> str:
    values = {"name": gettext(pace.name), "speed": pace.metres_per_second}
    return gettext("{name}（每秒 {speed} 米）").format(**values)


class CategoryField(TradeField):
    """Refuses what PostgreSQL cannot be asked for: a code with a NUL in it."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and "\0" in value:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class SitingForm(forms.Form):
    """`scope`: where the asker may look."""

    category = CategoryField(
        Category.objects.counted(),
        label=_("放什么"),
        empty_label=_("请选业态"),
        error_messages={"required": _("请选一种业态。"), "invalid_choice": _("没有这种业态。")},
    )
    area = forms.ChoiceField(
        label=_("在哪里放"),
        error_messages={"required": _("请选范围。"), "invalid_choice": _("这个范围不在您负责的地方。")},
    )
    k = forms.IntegerField(
        label=_("最多放几处"),
        min_value=1,
        max_value=MOST_SITES,
        initial=1,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            filled(gettext_noop("应是 1 到 {most} 之间的整数。"), most=MOST_SITES),
        ),
    )
    goal = forms.ChoiceField(
        label=_("怎样算好"),
        choices=[(goal.value, words) for goal, words in GOAL_WORDS.items()],
        widget=forms.RadioSelect,
        initial=Goal.COVER.value,
        error_messages={"required": _("请选怎样算好。")},
    )
    kinds = forms.MultipleChoiceField(
        label=_("可以放在"),
        choices=Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=list(Kind.values),
        error_messages={"required": _("请至少选一种候选点。")},
    )
    whom = forms.ChoiceField(label=_("为谁算"), choices=WHOM, initial="all")
    pace = forms.ChoiceField(
        label=_("怎么走"),
        choices=[(pace.code, pace_label(pace)) for pace in PACES.values()],
        initial=STANDARD.code,
    )

    def __init__(self, data: Any = None, *, scope: Scope, **options: Any) -> None:
        super().__init__(data, label_suffix="", **options)
        self.scope = scope.code
        area = self.fields["area"]
        assert isinstance(area, forms.ChoiceField)
        area.choices = areas_in(self.scope)
        for name in ("category", "area", "k", "whom", "pace"):
            self.fields[name].widget.attrs["class"] = "in"
        self.fields["k"].widget.attrs["inputmode"] = "numeric"

    @classmethod
    def of(cls, query: QueryDict, scope: Scope) -> "SitingForm":
        """From an address: of the form itself as it was filled, of a link with what it leaves open as usual.
        A link that does not say where and of what only fills the fields."""
        if "goal" in query:
            return cls(query, scope=scope)
        usual = {name: field.initial for name, field in cls.base_fields.items() if field.initial is not None}
        said = {name: query.getlist(name) if name == "kinds" else query[name] for name in query}
        if said.get("category") and said.get("area"):
            return cls(MultiValueDict({**_listed(usual), **_listed(said)}), scope=scope)
        return cls(initial=usual | said, scope=scope)

    def question(self) -> Question:
        asked = self.cleaned_data
        return Question(
            category=asked["category"],
            circles=tuple(circles_in(asked["area"])),
            k=asked["k"],
            goal=Goal(asked["goal"]),
            kinds=tuple(kind for kind in Kind if kind.value in asked["kinds"]),
            pace=PACES[asked["pace"]],
            for_elderly=asked["whom"] == "elderly",
        )


def _listed(values: dict[str, Any]) -> dict[str, list[str]]:
    return {
        name: [str(each) for each in value] if isinstance(value, list) else [str(value)]
        for name, value in values.items()
    }


def circles_in(area: str) -> list[Community]:
    prefix = "" if area == WHOLE_CITY else area
    return list(Community.objects.within(prefix).with_areas().order_by("code"))


def areas_in(scope: str) -> list[tuple[str, Any]]:
    """Circles first, for they are asked about most; then what holds several of them."""
    circles = list(Community.objects.within(scope).with_areas().order_by("code"))
    held = {circle.pk[:digits] for circle in circles for digits in (codes.DISTRICT, codes.SUBDISTRICT)}
    areas = [area for area in Area.objects.within(scope).order_by("code") if area.pk in held]
    groups: list[tuple[str, Any]] = [("", _("请选范围"))]
    groups.append((str(_("生活圈")), [(each.pk, circle_label(each)) for each in circles]))
    groups += [
        (str(level.label), [(area.pk, read(area.name)) for area in areas if area.level == level])
        for level in (Level.SUBDISTRICT, Level.DISTRICT)
    ]
    if not scope:
        groups.append((str(_("全市")), [(WHOLE_CITY, _("全市"))]))
    return [group for group in groups if group[1]]
