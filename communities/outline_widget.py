"""The form's field for a circle's outline: a map to draw it on, over the GeoJSON text that is sent."""

import json
from typing import Any

from django import forms
from django.conf import settings
from django.forms.widgets import Script
from django.utils.translation import gettext

from lifecircle.exchange.positions import read_shape
from lifecircle.exchange.problems import Wrong
from lifecircle.geo import Point
from lifecircle.language.told import say


class OutlineWidget(forms.Textarea):
    template_name = "widgets/outline.html"
    at: Point | None = None
    basemap = ""
    others: list[dict[str, Any]] = []  # the circles around, to orient oneself: name, at, rings

    class Media:
        css = {"all": ("leaflet/leaflet.css", "css/tokens.css", "css/streets.css", "css/admin-outline.css")}
        js = ("leaflet/leaflet.js", Script("js/outline.js", type="module"))

    def __init__(self) -> None:
        super().__init__({"rows": 4, "spellcheck": "false"})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        return {
            **context,
            "tiles": json.dumps(settings.TILES),
            "basemap": self.basemap,
            "at": self.at,
            "others": json.dumps(self.others, ensure_ascii=False),
        }


class OutlineField(forms.CharField):
    """GeoJSON of a Polygon or MultiPolygon, or nothing."""

    widget = OutlineWidget

    def prepare_value(self, value: Any) -> Any:
        return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return read_shape(text)
        except Wrong as wrong:
            raise forms.ValidationError(gettext("{words}。").format(words=say(wrong.words))) from wrong

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(initial != self.to_python(data))
        except forms.ValidationError:
            return True
