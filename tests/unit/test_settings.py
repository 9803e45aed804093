"""Safe by default, and a value that makes no sense stops the start with a word that names it."""

import stat
from pathlib import Path

import pytest

from tests.unit.processes import start

SOUND = {"LIFECIRCLE_SECRET_KEY": "k" * 50, "DATABASE_URL": "sqlite://:memory:"}
SHOW = "from django.conf import settings; print(settings.{})"


def check(**environment: str) -> tuple[int, str]:
    done = start("manage.py", "check", **environment)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stderr


def shown(name: str, **environment: str) -> str:
    command = ("-c", "import django; django.setup();" + SHOW.format(name))
    done = start(*command, DJANGO_SETTINGS_MODULE="lifecircle.settings", **environment)
    return done.stdout.strip()


def test_sound_settings_start() -> None:
    assert check(**SOUND) == (0, "")


@pytest.mark.parametrize(
    "senseless",
    [
        {
            "LIFECIRCLE_DEBUG": "maybe",
            "LIFECIRCLE_DEMO": "2",
            "LIFECIRCLE_HTTPS": "https",
            "LIFECIRCLE_SERVED_METRES": "ten",
            "LIFECIRCLE_REPORTS_PER_HOUR": "0",
            "LIFECIRCLE_TRUSTED_PROXIES": "-1",
            "LIFECIRCLE_SECOND_FACTOR": "maybe",
            "LIFECIRCLE_LOGIN_FAILURES": "1",
            "LIFECIRCLE_LOCKED_MINUTES": "0",
            "LIFECIRCLE_IDLE_MINUTES": "never",
            "LIFECIRCLE_URL": "circles.example.org",
            "LIFECIRCLE_TILE_URL": "http://tiles.example/{z}/{x}/{y}.png",
            "LIFECIRCLE_HOSTS": "https://life.example",
            "DATABASE_URL": "mysql://localhost/x",
        },
        {
            "LIFECIRCLE_SERVED_METRES": "5",
            "LIFECIRCLE_URL": "https://example.org/circles",
            "LIFECIRCLE_TILE_URL": "https://tiles.example/map.png",
            "DATABASE_URL": "postgresql://localhost:port/x",
        },
        {"DATABASE_URL": "postgresql://[bad/x"},
        {"DATABASE_URL": "nonsense"},
        {"DATABASE_URL": "sqlite:////proc/none/city.sqlite3"},
    ],
    ids=["one of each", "others", "bracket", "nonsense", "folder"],
)
def test_values_that_make_no_sense_stop_the_start_and_are_all_named(senseless: dict[str, str]) -> None:
    status, words = check(**{**SOUND, **senseless})
    assert status == 1
    assert [name for name in senseless if name not in words] == []


def test_a_folder_that_cannot_be_used_is_named() -> None:
    status, words = check(LIFECIRCLE_DEMO="1", LIFECIRCLE_VAR="/proc/none")
    assert status == 1
    assert "LIFECIRCLE_VAR" in words


def test_a_password_in_a_wrong_address_is_not_repeated() -> None:
    _, words = check(**{**SOUND, "DATABASE_URL": "postgresql://me:geheim@localhost:port/x"})
    assert "geheim" not in words


def test_several_wrong_values_are_told_at_once() -> None:
    _, words = check(**SOUND, LIFECIRCLE_DEBUG="maybe", LIFECIRCLE_REPORTS_PER_HOUR="many")
    assert all(name in words for name in ("LIFECIRCLE_DEBUG", "LIFECIRCLE_REPORTS_PER_HOUR"))


def test_production_must_bring_its_key() -> None:
    status, words = check(DATABASE_URL="sqlite://:memory:")
    assert status == 1
    assert "LIFECIRCLE_SECRET_KEY" in words


def test_a_server_worker_does_not_start_without_a_key() -> None:
    done = start("-c", "import lifecircle.wsgi", DATABASE_URL="sqlite://:memory:")
    assert done.returncode == 1
    assert "LIFECIRCLE_SECRET_KEY" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_worker_starts_on_sound_settings() -> None:
    assert start("-c", "import lifecircle.wsgi", **SOUND).returncode == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [("DEBUG", "False"), ("DEMO", "False"), ("X_FRAME_OPTIONS", "DENY"), ("CSRF_COOKIE_HTTPONLY", "True")],
)
def test_nothing_is_open_unless_asked(name: str, value: str) -> None:
    assert shown(name, **SOUND) == value


def test_https_closes_what_can_be_closed() -> None:
    https = {**SOUND, "LIFECIRCLE_HTTPS": "1", "LIFECIRCLE_HOSTS": "life.example, .gov.example"}
    assert shown("SESSION_COOKIE_SECURE, settings.SECURE_SSL_REDIRECT", **https) == "True True"
    assert shown("CSRF_TRUSTED_ORIGINS", **https) == "['https://life.example', 'https://*.gov.example']"


def test_the_demo_keeps_its_key_in_a_file_only_the_owner_reads(tmp_path: Path) -> None:
    demo = {"LIFECIRCLE_DEMO": "1", "LIFECIRCLE_VAR": str(tmp_path / "var")}
    keys = {shown("SECRET_KEY", **demo) for _ in range(2)}
    file = tmp_path / "var" / "secret_key"
    assert keys == {file.read_text()}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_production_leaves_no_key_behind(tmp_path: Path) -> None:
    check(**SOUND, LIFECIRCLE_VAR=str(tmp_path))
    assert not (tmp_path / "secret_key").exists()
