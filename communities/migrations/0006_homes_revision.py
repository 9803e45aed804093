"""Every write to circles, compounds and gates leaves a mark; PostgreSQL: bigrams of a compound's search key.

See communities/models/homes_revision.py. PostgreSQL fires once a statement, SQLite once a row.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils.timezone import now

TABLES = ("communities_community", "communities_compound", "communities_compoundgate")
EVENTS = ("insert", "update", "delete")

SQLITE = """
CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN
    INSERT INTO communities_homesrevision (id, number, changed_at)
        VALUES (1, 1, strftime('%Y-%m-%d %H:%M:%f', 'now'))
        ON CONFLICT (id) DO UPDATE SET number = number + 1, changed_at = excluded.changed_at;
END
"""
POSTGRES_FUNCTION = """
CREATE FUNCTION communities_homes_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO communities_homesrevision AS kept (id, number, changed_at) VALUES (1, 1, clock_timestamp())
        ON CONFLICT (id) DO UPDATE SET number = kept.number + 1, changed_at = excluded.changed_at;
    RETURN NULL;
END
$$
"""
POSTGRES = """
CREATE TRIGGER {name} AFTER {event} ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION communities_homes_changed()
"""
POSTGRES_INDEX = (
    "CREATE INDEX communities_compound_search_bigrams ON communities_compound"
    " USING gin (lifecircle_bigrams(search_key))"
)


def triggers() -> list[dict[str, str]]:
    return [
        {"name": f"{table}_homes_{event}", "table": table, "event": event}
        for table in TABLES
        for event in EVENTS
    ]


def forwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("communities", "HomesRevision").objects.create(pk=1, number=1, changed_at=now())
    postgres = schema_editor.connection.vendor == "postgresql"
    if postgres:
        schema_editor.execute(POSTGRES_FUNCTION, params=None)
        schema_editor.execute(POSTGRES_INDEX)
    for trigger in triggers():
        schema_editor.execute((POSTGRES if postgres else SQLITE).format(**trigger), params=None)


def backwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    postgres = schema_editor.connection.vendor == "postgresql"
    for trigger in triggers():
        on = f" ON {trigger['table']}" if postgres else ""
        schema_editor.execute(f"DROP TRIGGER {trigger['name']}{on}")
    if postgres:
        schema_editor.execute("DROP FUNCTION communities_homes_changed()")
        schema_editor.execute("DROP INDEX communities_compound_search_bigrams")


class Migration(migrations.Migration):
    dependencies = [("communities", "0005_ledger")]
    operations = [migrations.RunPython(forwards, backwards)]
