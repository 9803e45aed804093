"""Every write to the outlets leaves a mark, whoever writes: see outlets/models/revision.py.

PostgreSQL fires once a statement (transition tables), SQLite once a row. Both first move the one row of
`outlets_revision`, whose lock makes the numbers commit in the order in which they were given.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

EVENTS = ("insert", "update", "delete")

SQLITE = """
CREATE TRIGGER outlets_outlet_{event} AFTER {event} ON outlets_outlet BEGIN
    INSERT INTO outlets_revision (id, number, changed_at)
        VALUES (1, 1, strftime('%Y-%m-%d %H:%M:%f', 'now'))
        ON CONFLICT (id) DO UPDATE SET number = number + 1, changed_at = excluded.changed_at;
    INSERT INTO outlets_change (number, outlet_id) SELECT number, {row}.id FROM outlets_revision WHERE id = 1;
END
"""

POSTGRES_FUNCTION = """
CREATE FUNCTION outlets_outlet_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    next bigint;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM touched) THEN
        RETURN NULL;
    END IF;
    INSERT INTO outlets_revision AS kept (id, number, changed_at) VALUES (1, 1, clock_timestamp())
        ON CONFLICT (id) DO UPDATE SET number = kept.number + 1, changed_at = excluded.changed_at
        RETURNING number INTO next;
    INSERT INTO outlets_change (number, outlet_id) SELECT next, id FROM touched;
    RETURN NULL;
END
$$
"""
POSTGRES = """
CREATE TRIGGER outlets_outlet_{event} AFTER {event} ON outlets_outlet
    REFERENCING {row} TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION outlets_outlet_changed()
"""
POSTGRES_INDEXES = (
    "CREATE INDEX outlets_outlet_search_bigrams ON outlets_outlet USING gin (lifecircle_bigrams(search_key))",
    "CREATE INDEX outlets_outlet_point ON outlets_outlet USING gist (point(lng, lat))",
)


def forwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    postgres = schema_editor.connection.vendor == "postgresql"
    if postgres:
        schema_editor.execute(POSTGRES_FUNCTION, params=None)
        for index in POSTGRES_INDEXES:
            schema_editor.execute(index)
    for event in EVENTS:
        row = "OLD" if event == "delete" else "NEW"
        sql = (POSTGRES if postgres else SQLITE).format(event=event, row=row)
        schema_editor.execute(sql, params=None)


def backwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    postgres = schema_editor.connection.vendor == "postgresql"
    for event in EVENTS:
        schema_editor.execute(
            f"DROP TRIGGER outlets_outlet_{event}" + (" ON outlets_outlet" if postgres else "")
        )
    if postgres:
        schema_editor.execute("DROP FUNCTION outlets_outlet_changed()")
        schema_editor.execute("DROP INDEX outlets_outlet_search_bigrams")
        schema_editor.execute("DROP INDEX outlets_outlet_point")


class Migration(migrations.Migration):
    dependencies = [("outlets", "0001_initial"), ("areas", "0002_bigrams")]
    operations = [migrations.RunPython(forwards, backwards)]
