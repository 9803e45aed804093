"""The form of a need: who asked for what where; and which needs to list."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from communities.models import Measure, Need, NeedSource
from communities.office.plan_forms import PlanFilters, PlanForm, TradeField, TypedSelect
from outlets.models import Category

PREFILLED = ("community", "category", "text")


class NeedForm(PlanForm):
    class Meta:
        model = Need
        fields = (
            "community",
            "category",
            "text",
            "source",
            "number",
            "people",
            "asked_on",
            "measure",
            "checked_on",
        )
        field_classes = {"category": TradeField}
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "measure": TypedSelect}
        error_messages = {
            "text": {"required": _("请写居民要什么。"), "max_length": _("最多写 300 个字。")},
            "source": {"required": _("请选从哪里来的。"), "invalid_choice": _("请从给出的几项里选一项。")},
            "category": {"invalid_choice": _("没有这一类业态。")},
            "number": {"max_length": _("单号最多 40 个字。")},
            "people": {
                "required": _("请写几个人提的，一个人就写 1。"),
                "invalid": _("人数应是整数。"),
                "max_value": _("人数太大了，请再看看。"),
            },
            "asked_on": {"required": _("请写哪天提的。")},
            "measure": {"invalid_choice": _("这条措施不是这个生活圈的。")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        measure = self.fields["measure"]
        assert isinstance(measure, forms.ModelChoiceField)
        own = Measure.objects.within(self.scope.code)
        measure.queryset = own.filter(community_id=self.instance.community_id or "")
        measure.empty_label = _("还没有")
        category, source = self.fields["category"], self.fields["source"]
        assert isinstance(category, forms.ModelChoiceField)
        assert isinstance(source, forms.ChoiceField)
        category.empty_label, source.choices = _("没有写"), [("", _("请选择")), *NeedSource.choices]
        if not self.instance.pk:
            del self.fields["measure"], self.fields["checked_on"]


def prefilled(query: QueryDict) -> dict[str, Any]:
    return {name: str(query[name]).replace("\0", "")[:300] for name in PREFILLED if query.get(name)}


class NeedFilters(PlanFilters):
    category = TradeField(
        Category.objects.all(),
        label=_("业态"),
        required=False,
        empty_label=_("全部"),
        error_messages={"invalid_choice": _("没有这一类业态。")},
    )
    source = forms.ChoiceField(
        label=_("来源"), required=False, choices=[("", _("全部")), *NeedSource.choices]
    )
