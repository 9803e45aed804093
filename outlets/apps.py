"""What exists on the street: categories, outlets, their services and hours."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutletsConfig(AppConfig):
    name = "outlets"
    verbose_name = _("网点")
