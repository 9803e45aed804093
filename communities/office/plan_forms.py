"""What the forms of measures and needs share: the circles of one's own, dates as dates, plain refusals."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from lifecircle.staff.forms import dressed
from lifecircle.staff.models import Scope
from lifecircle.staff.rights import Right, Role, allows
from lifecircle.templatetags.names import in_chinese, read, trade


def circle_label(circle: Community) -> str:
    """A circle with its subdistrict, in an option."""
    names = {"name": read(circle.name), "subdistrict": read(circle.subdistrict.name)}
    return gettext("{name}（{subdistrict}）").format(**names)


NOT_YOURS = _("这个生活圈不在您负责的范围里。")


class CircleField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A circle of the asker's own division."""

    def label_from_instance(self, obj: Any) -> str:
        return circle_label(obj)


class TradeField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A category, as the catalogue calls it in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        return trade(obj)


class NamedField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A thing of the register: an option cannot be marked as Chinese, so its name is read."""

    def label_from_instance(self, obj: Any) -> str:
        return read(str(obj))


class TypedSelect(forms.Select):
    """Options that somebody typed: Chinese ones are marked as such on a page in another language."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        if in_chinese(option["label"]):
            option["attrs"]["lang"] = "zh-Hans"
        return option


class PlanForm(forms.ModelForm):  # type: ignore[type-arg]
    """`scope`: where the asker may write."""

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.auto_id = "f-%s"  # fields, hints and faults are bound by it
        self.scope = scope
        circles = Community.objects.within(scope.code).with_areas()
        missing = {"required": _("请选一个生活圈。"), "invalid_choice": NOT_YOURS}
        self.fields["community"] = CircleField(
            circles, label=_("生活圈"), empty_label=_("请选择"), error_messages=missing
        )
        for field in self.fields.values():
            field.error_messages.setdefault("invalid", _("写得不对，请再看看。"))
            if isinstance(field, forms.DateField):
                field.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
                field.error_messages["invalid"] = _("日期应写成 2026-03-01。")
        dressed(self)
        for field in self.fields.values():
            if isinstance(field.widget, forms.RadioSelect):
                field.widget.attrs.pop("class", None)
        self._mark_typed()

    def _mark_typed(self) -> None:
        """What somebody typed in Chinese is marked on a page in another language."""
        for name, field in self.fields.items():
            typed = isinstance(field.widget, forms.TextInput | forms.Textarea)
            if typed and in_chinese(self[name].value()):
                field.widget.attrs["lang"] = "zh-Hans"


class PlanFilters(forms.Form):
    """Which of them to list; what is not understood is told and left out."""

    community = CircleField(
        Community.objects.none(),
        label=_("生活圈"),
        required=False,
        empty_label=_("全部"),
        error_messages={"invalid_choice": NOT_YOURS},
    )

    def __init__(self, data: QueryDict, *, scope: Scope) -> None:
        super().__init__(data, label_suffix="")
        circles = self.fields["community"]
        assert isinstance(circles, CircleField)
        circles.queryset = Community.objects.within(scope.code).with_areas()
        for name, field in self.fields.items():
            field.widget.attrs |= {"class": "in", "id": f"by-{name}"}
            field.error_messages.setdefault("invalid_choice", _("请从给出的几项里选一项。"))

    @property
    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def plans(scope: Scope) -> bool:
    """Whether this person writes measures and needs somewhere."""
    return allows(Role(scope.role), Right.PLAN, scope=scope.code, code=scope.code)
