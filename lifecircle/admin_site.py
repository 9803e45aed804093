"""The stock admin, for the city's keepers, without the one module that needs GDAL.

Django's autodiscover would import `leaflet.admin`, which imports GeoDjango and fails wherever libgdal is
missing. Every other app's admin is imported here by name.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import SimpleAdminConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class CityAdminSite(AdminSite):
    site_header = site_title = _("便民生活圈管理")
    index_title = _("数据")
    site_url = "/office/"

    def has_permission(self, request: HttpRequest) -> bool:
        """Whoever has a right to anything in it: a role says so, not the flag `is_staff`."""
        user: Any = request.user
        return bool(user.is_active and (user.is_superuser or user.has_module_perms("outlets")))


class AdminConfig(SimpleAdminConfig):
    default_site = "lifecircle.admin_site.CityAdminSite"

    def ready(self) -> None:
        super().ready()
        for config in apps.get_app_configs():
            if config.name != "leaflet" and find_spec(f"{config.name}.admin"):
                import_module(f"{config.name}.admin")
