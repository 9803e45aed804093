"""Keeps SQLite's triggers through a migration that makes a table anew and drops them with the old one."""

from collections.abc import Sequence

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import StateApps

_remembered: dict[str, str] = {}


def with_triggers_kept(operations: Sequence[Operation]) -> list[Operation]:
    """The operations, between remembering the triggers and making those again that are gone; both ways."""
    before = migrations.RunPython(_remember, _restore)
    after = migrations.RunPython(_restore, _remember)
    return [before, *operations, after]


def _there(editor: BaseDatabaseSchemaEditor) -> dict[str, str]:
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())


def _remember(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        _remembered.update(_there(editor))


def _restore(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        for name in _remembered.keys() - _there(editor).keys():
            editor.execute(_remembered[name], params=None)
        _remembered.clear()
