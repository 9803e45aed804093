"""The stock admin, without the one module that needs GDAL.

Django's autodiscover would import `leaflet.admin`, which imports GeoDjango and fails wherever libgdal is
missing. Every other app's admin is imported here by name.
"""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.contrib.admin.apps import SimpleAdminConfig


class AdminConfig(SimpleAdminConfig):
    def ready(self) -> None:
        super().ready()
        for config in apps.get_app_configs():
            if config.name != "leaflet" and find_spec(f"{config.name}.admin"):
                import_module(f"{config.name}.admin")
