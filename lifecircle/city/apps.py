from django.apps import AppConfig


class CityConfig(AppConfig):
    name = "lifecircle.city"
    label = "city"
    verbose_name = "本市"
