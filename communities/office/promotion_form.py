"""The form of an offer: of one outlet, or of a whole circle, between two days."""

from typing import Any

from django import forms

from communities.models import Promotion
from communities.office.measure_form import OutletField
from communities.office.plan_forms import PlanForm

WHOSE = "优惠要么是一家网点的，要么是一个生活圈的：填一个，只填一个。"


class PromotionForm(PlanForm):
    outlet = OutletField(label="哪一家网点", help_text="一家的优惠：写店名或者编号；整个生活圈的空着")

    class Meta:
        model = Promotion
        fields = ("outlet", "community", "title", "platform", "link", "rule", "starts_on", "ends_on")
        widgets = {"rule": forms.Textarea(attrs={"rows": 3}), "link": forms.TextInput({"inputmode": "url"})}
        error_messages = {
            "title": {"required": "请写优惠叫什么。", "max_length": "最多写 60 个字。"},
            "platform": {"required": "请选一个平台。", "invalid_choice": "请从给出的几项里选一项。"},
            "link": {"invalid": "网址应以 https:// 开头。", "max_length": "网址最多 300 个字。"},
            "rule": {"max_length": "最多写 300 个字。"},
            "starts_on": {"required": "请写哪天开始。"},
            "ends_on": {"required": "请写哪天结束。"},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outlet, circle = self.fields["outlet"], self.fields["community"]
        assert isinstance(outlet, OutletField)
        assert isinstance(circle, forms.ModelChoiceField)
        outlet.scope, outlet.kept = self.scope.code, self.instance.outlet_id
        circle.required, circle.empty_label = False, "一家网点的优惠，不选"
        circle.help_text = "整个生活圈的优惠才选"

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        read = {"outlet", "community"} <= found.keys()  # a fault of one of them is told beside it
        if read and (found["outlet"] is None) == (found["community"] is None):
            self.add_error("outlet", WHOSE)
        return found
