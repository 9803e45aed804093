"""The site starts where libgdal and libgeos are missing, although this machine may have them."""

from pathlib import Path

import pytest

from tests.unit.processes import ROOT, start

HIDE = """
import ctypes.util
_find = ctypes.util.find_library
ctypes.util.find_library = lambda name: None if name.lower().startswith(("gdal", "geos")) else _find(name)
"""
STOCK_ADMIN = """
from lifecircle.settings import *
INSTALLED_APPS = [
    "django.contrib.admin" if name == "lifecircle.admin_site.AdminConfig" else name for name in INSTALLED_APPS
]
"""


@pytest.fixture
def without_gdal(tmp_path: Path) -> dict[str, str]:
    """An environment in which Python finds neither library, and may import modules from `tmp_path`."""
    (tmp_path / "sitecustomize.py").write_text(HIDE)
    (tmp_path / "stock_admin_settings.py").write_text(STOCK_ADMIN)
    return {
        "PYTHONPATH": f"{tmp_path}:{ROOT}",
        "LIFECIRCLE_SECRET_KEY": "test",
        "DATABASE_URL": "sqlite://:memory:",
    }


def test_the_libraries_are_hidden(without_gdal: dict[str, str]) -> None:
    done = start("-c", "from django.contrib.gis import gdal, geos", **without_gdal)
    assert "Could not find the GDAL library" in done.stderr


def test_the_site_starts_without_gdal(without_gdal: dict[str, str]) -> None:
    done = start("manage.py", "check", **without_gdal)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_admin_page_is_there_without_gdal(without_gdal: dict[str, str]) -> None:
    count = "from django.contrib.admin import site; print(sorted(m._meta.label for m in site._registry))"
    done = start("manage.py", "shell", "--no-imports", "-c", count, **without_gdal)
    assert all(label in done.stdout for label in ("outlets.Outlet", "communities.Community", "auth.User"))


def test_the_stock_admin_would_not_start(without_gdal: dict[str, str]) -> None:
    done = start("manage.py", "check", DJANGO_SETTINGS_MODULE="stock_admin_settings", **without_gdal)
    assert done.returncode != 0
    assert "Could not find the GDAL library" in done.stderr
