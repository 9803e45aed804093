"""The division tree of the country, as far as it is loaded."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AreasConfig(AppConfig):
    name = "lifecircle.areas"
    label = "areas"
    verbose_name = _("行政区划")
