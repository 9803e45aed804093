"""Stops the start when a setting makes no sense, and says which one."""

from collections.abc import Sequence

from django.apps.config import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage

from lifecircle import tiles


@checks.register
def environment_makes_sense(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    """E001: a variable that cannot be read, by name."""
    return [
        checks.Error(f"环境变量 {name} 不对：{problem}", id="lifecircle.E001")
        for name, problem in settings.ENV.problems
    ]


@checks.register
def production_brings_its_key(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> list[CheckMessage]:
    """E002: outside the demo nobody may run on a key that changes at every start."""
    if settings.DEBUG or settings.DEMO or settings.ENV.text("LIFECIRCLE_SECRET_KEY"):
        return []
    hint = (
        "生成一个：python -c 'import secrets; print(secrets.token_urlsafe(50))'；试用请设 LIFECIRCLE_DEMO=1"
    )
    return [checks.Error("没有设置 LIFECIRCLE_SECRET_KEY", hint=hint, id="lifecircle.E002")]


@checks.register
def tiles_can_be_drawn(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    """E003: a tile address needs its place holders and a scheme."""
    wrong = [url for url in settings.TILE_URLS if not tiles.is_address(url)]
    words = "LIFECIRCLE_TILE_URL 应以 https:// 开头，并含 {x} {y} {z}：现在是"
    return [checks.Error(f"{words}“{url}”", id="lifecircle.E003") for url in wrong]


@checks.register
def hosts_are_names(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    """E004: a host is a name, without scheme, path or blank; with any of them nothing would ever match."""
    wrong = [host for host in settings.ALLOWED_HOSTS if "/" in host or " " in host]
    if not wrong:
        return []
    words = f"LIFECIRCLE_HOSTS 只写主机名，用逗号分开，现在有“{'”“'.join(wrong)}”"
    return [checks.Error(words, id="lifecircle.E004")]


def stop_if_wrong() -> None:
    """Server workers do not run the system checks; this does, and ends the process with their words."""
    errors = [message for message in checks.run_checks() if message.is_serious()]
    if errors:
        raise SystemExit("\n".join(str(error) for error in errors))
