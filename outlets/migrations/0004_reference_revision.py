"""What an outlet's card also rests on leaves a mark too: its further categories, the catalogue, the holidays.

A further category that comes or goes is a change of its outlet. The catalogue and the holidays concern every
outlet, so they move a number of their own: see outlets/models/revision.py.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils.timezone import now

FURTHER = "outlets_outlet_further_categories"
REFERENCES = ("outlets_category", "outlets_categoryclass", "outlets_holiday")
EVENTS = ("insert", "update", "delete")
# an update may take the row from one outlet to another: both have changed
FURTHER_EVENTS = (("insert", "new"), ("update", "new"), ("update", "old"), ("delete", "old"))

SQLITE_FURTHER = """
CREATE TRIGGER {name} AFTER {event} ON outlets_outlet_further_categories BEGIN
    INSERT INTO outlets_revision (id, number, changed_at)
        VALUES (1, 1, strftime('%Y-%m-%d %H:%M:%f', 'now'))
        ON CONFLICT (id) DO UPDATE SET number = number + 1, changed_at = excluded.changed_at;
    INSERT INTO outlets_change (number, outlet_id)
        SELECT number, {row}.outlet_id FROM outlets_revision WHERE id = 1;
END
"""
SQLITE_REFERENCE = """
CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN
    INSERT INTO outlets_referencerevision (id, number, changed_at)
        VALUES (1, 1, strftime('%Y-%m-%d %H:%M:%f', 'now'))
        ON CONFLICT (id) DO UPDATE SET number = number + 1, changed_at = excluded.changed_at;
END
"""
POSTGRES_FUNCTIONS = (
    """
CREATE FUNCTION outlets_further_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    next bigint;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM touched) THEN
        RETURN NULL;
    END IF;
    INSERT INTO outlets_revision AS kept (id, number, changed_at) VALUES (1, 1, clock_timestamp())
        ON CONFLICT (id) DO UPDATE SET number = kept.number + 1, changed_at = excluded.changed_at
        RETURNING number INTO next;
    INSERT INTO outlets_change (number, outlet_id) SELECT DISTINCT next, outlet_id FROM touched;
    RETURN NULL;
END
$$
""",
    """
CREATE FUNCTION outlets_reference_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO outlets_referencerevision AS kept (id, number, changed_at) VALUES (1, 1, clock_timestamp())
        ON CONFLICT (id) DO UPDATE SET number = kept.number + 1, changed_at = excluded.changed_at;
    RETURN NULL;
END
$$
""",
)
POSTGRES_FURTHER = """
CREATE TRIGGER {name} AFTER {event} ON outlets_outlet_further_categories
    REFERENCING {row} TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION outlets_further_changed()
"""
POSTGRES_REFERENCE = """
CREATE TRIGGER {name} AFTER {event} ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION outlets_reference_changed()
"""


def triggers() -> list[dict[str, str]]:
    further = [
        {"name": f"outlets_further_{event}_{row}", "event": event, "row": row, "table": FURTHER}
        for event, row in FURTHER_EVENTS
    ]
    references = [
        {"name": f"{table}_{event}", "event": event, "row": "", "table": table}
        for table in REFERENCES
        for event in EVENTS
    ]
    return further + references


def forwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("outlets", "ReferenceRevision").objects.create(pk=1, number=1, changed_at=now())
    postgres = schema_editor.connection.vendor == "postgresql"
    for function in POSTGRES_FUNCTIONS if postgres else ():
        schema_editor.execute(function, params=None)
    of_further, of_reference = (
        (POSTGRES_FURTHER, POSTGRES_REFERENCE) if postgres else (SQLITE_FURTHER, SQLITE_REFERENCE)
    )
    for trigger in triggers():
        sql = of_further if trigger["table"] == FURTHER else of_reference
        schema_editor.execute(sql.format(**trigger), params=None)


def backwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    postgres = schema_editor.connection.vendor == "postgresql"
    for trigger in triggers():
        on = f" ON {trigger['table']}" if postgres else ""
        schema_editor.execute(f"DROP TRIGGER {trigger['name']}{on}")
    if postgres:
        schema_editor.execute("DROP FUNCTION outlets_further_changed()")
        schema_editor.execute("DROP FUNCTION outlets_reference_changed()")


class Migration(migrations.Migration):
    dependencies = [("outlets", "0003_dataimport")]
    operations = [
        migrations.CreateModel(
            name="ReferenceRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField(default=0)),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.RunPython(forwards, backwards),
    ]
