"""The form of an offer: of one outlet, or of a whole circle, between two days."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.models import Promotion
from communities.office.measure_form import OutletField
from communities.office.plan_forms import PlanForm

WHOSE = _("优惠要么是一家网点的，要么是一个生活圈的：填一个，只填一个。")


class PromotionForm(PlanForm):
    outlet = OutletField(label=_("哪一家网点"), help_text=_("一家的优惠：写店名或者编号；整个生活圈的空着"))

    class Meta:
        model = Promotion
        fields = ("outlet", "community", "title", "platform", "link", "rule", "starts_on", "ends_on")
        widgets = {"rule": forms.Textarea(attrs={"rows": 3}), "link": forms.TextInput({"inputmode": "url"})}
        error_messages = {
            "title": {"required": _("请写优惠叫什么。"), "max_length": _("最多写 60 个字。")},
            "platform": {"required": _("请选一个平台。"), "invalid_choice": _("请从给出的几项里选一项。")},
            "link": {"invalid": _("网址应以 https:// 开头。"), "max_length": _("网址最多 300 个字。")},
            "rule": {"max_length": _("最多写 300 个字。")},
            "starts_on": {"required": _("请写哪天开始。")},
            "ends_on": {"required": _("请写哪天结束。")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outlet, circle = self.fields["outlet"], self.fields["community"]
        assert isinstance(outlet, OutletField)
        assert isinstance(circle, forms.ModelChoiceField)
        outlet.scope, outlet.kept = self.scope.code, self.instance.outlet_id
        circle.required, circle.empty_label = False, _("一家网点的优惠，不选")
        circle.help_text = _("整个生活圈的优惠才选")

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        read = {"outlet", "community"} <= found.keys()  # a fault of one of them is told beside it
        if read and (found["outlet"] is None) == (found["community"] is None):
            self.add_error("outlet", WHOSE)
        return found
