"""The log is added to and, after 180 days, thinned out; nobody changes it, whoever writes."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = (
    """
CREATE TRIGGER staff_auditrecord_kept_as_is BEFORE UPDATE ON staff_auditrecord BEGIN
    SELECT RAISE(ABORT, 'the log is not edited');
END
""",
    """
CREATE TRIGGER staff_auditrecord_kept_180_days BEFORE DELETE ON staff_auditrecord
WHEN OLD.at > datetime('now', '-180 days') BEGIN
    SELECT RAISE(ABORT, 'the log is kept for 180 days');
END
""",
)
POSTGRES = (
    """
CREATE FUNCTION staff_auditrecord_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.at <= now() - interval '180 days' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the log is not edited, and kept for 180 days';
END
$$
""",
    """
CREATE TRIGGER staff_auditrecord_kept BEFORE UPDATE OR DELETE ON staff_auditrecord
    FOR EACH ROW EXECUTE FUNCTION staff_auditrecord_kept()
""",
)
BACK = {
    "sqlite": (
        "DROP TRIGGER staff_auditrecord_kept_as_is",
        "DROP TRIGGER staff_auditrecord_kept_180_days",
    ),
    "postgresql": (
        "DROP TRIGGER staff_auditrecord_kept ON staff_auditrecord",
        "DROP FUNCTION staff_auditrecord_kept()",
    ),
}


def forwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for sql in POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(sql, params=None)


def backwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for sql in BACK[schema_editor.connection.vendor]:
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("staff", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
