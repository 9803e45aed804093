"""The ground both apps stand on."""

from django.apps import AppConfig


class LifecircleConfig(AppConfig):
    name = "lifecircle"
    verbose_name = "生活圈"

    def ready(self) -> None:
        from lifecircle import checks, search  # noqa: F401  registers the system checks and the `holds` lookup
