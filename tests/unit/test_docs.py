"""Every setting and every command of ours stands in the documents."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
READ = re.compile(r"ENV\.\w+\(\s*\"([A-Z_]+)\"")
OURS = ("lifecircle", "lifecircle.areas", "outlets", "communities")


def settings_read() -> set[str]:
    return set(READ.findall((ROOT / "lifecircle" / "settings.py").read_text(encoding="utf-8")))


def settings_told() -> set[str]:
    rows = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8").splitlines()
    return {name for row in rows for name in re.findall(r"^\| `([A-Z_]+)`", row)}


def commands() -> list[str]:
    return sorted(name for name, app in get_commands().items() if app in OURS)


def test_the_settings_are_found() -> None:
    assert {"DATABASE_URL", "LIFECIRCLE_SECRET_KEY", "LIFECIRCLE_VAR"} <= settings_read()


def test_every_setting_has_a_row_and_every_row_a_setting() -> None:
    assert settings_told() == settings_read() | {"LIFECIRCLE_WORKERS"}  # the last one is scripts/run's


def test_the_start_script_reads_what_the_table_says_it_does() -> None:
    assert "LIFECIRCLE_WORKERS" in (ROOT / "scripts" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", commands())
def test_every_command_is_told(name: str) -> None:
    documents = [*ROOT.glob("README*.md"), *(ROOT / "docs").glob("*.md")]
    assert any(f"`{name}" in file.read_text(encoding="utf-8") for file in documents)


def test_links_between_the_documents_lead_somewhere() -> None:
    broken = [
        f"{file.name}: {target}"
        for file in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", file.read_text(encoding="utf-8"))
        if not (file.parent / target).exists()
    ]
    assert broken == []
