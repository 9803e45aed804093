"""The division tree of the country, as far as it is loaded."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "lifecircle.areas"
    label = "areas"
    verbose_name = "行政区划"
