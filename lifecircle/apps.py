"""The ground both apps stand on."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LifecircleConfig(AppConfig):
    name = "lifecircle"
    verbose_name = _("生活圈")

    def ready(self) -> None:
        from lifecircle import checks, search  # noqa: F401  registers the system checks and the `holds` lookup
