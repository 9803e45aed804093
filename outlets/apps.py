"""What exists on the street: categories, outlets, their services and hours."""

from django.apps import AppConfig


class OutletsConfig(AppConfig):
    name = "outlets"
    verbose_name = "网点"
