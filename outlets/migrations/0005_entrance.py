"""Doors of an outlet. A door written is a change of its outlet: see outlets/models/revision.py.

On PostgreSQL the function of migration 0004 serves: it numbers a change of each `outlet_id` it is shown.
"""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# an update may take a door from one outlet to another: both have changed
EVENTS = (("insert", "new"), ("update", "new"), ("update", "old"), ("delete", "old"))

SQLITE = """
CREATE TRIGGER {name} AFTER {event} ON outlets_entrance BEGIN
    INSERT INTO outlets_revision (id, number, changed_at)
        VALUES (1, 1, strftime('%Y-%m-%d %H:%M:%f', 'now'))
        ON CONFLICT (id) DO UPDATE SET number = number + 1, changed_at = excluded.changed_at;
    INSERT INTO outlets_change (number, outlet_id)
        SELECT number, {row}.outlet_id FROM outlets_revision WHERE id = 1;
END
"""
POSTGRES = """
CREATE TRIGGER {name} AFTER {event} ON outlets_entrance
    REFERENCING {row} TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION outlets_further_changed()
"""


def triggers() -> list[dict[str, str]]:
    return [{"name": f"outlets_entrance_{event}_{row}", "event": event, "row": row} for event, row in EVENTS]


def forwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    sql = POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE
    for trigger in triggers():
        schema_editor.execute(sql.format(**trigger), params=None)


def backwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    on = " ON outlets_entrance" if schema_editor.connection.vendor == "postgresql" else ""
    for trigger in triggers():
        schema_editor.execute(f"DROP TRIGGER {trigger['name']}{on}")


class Migration(migrations.Migration):
    dependencies = [("outlets", "0004_reference_revision")]
    operations = [
        migrations.CreateModel(
            name="Entrance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(blank=True, help_text="比如：南门、正门；没有名字就空着", max_length=20, verbose_name="门"),
                ),
                (
                    "lat",
                    models.FloatField(
                        validators=[
                            django.core.validators.MinValueValidator(-90),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="纬度（WGS-84）",
                    ),
                ),
                (
                    "lng",
                    models.FloatField(
                        validators=[
                            django.core.validators.MinValueValidator(-180),
                            django.core.validators.MaxValueValidator(180),
                        ],
                        verbose_name="经度（WGS-84）",
                    ),
                ),
                ("step_free", models.BooleanField(blank=True, null=True, verbose_name="不用上台阶")),
                (
                    "outlet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entrances",
                        to="outlets.outlet",
                        verbose_name="网点",
                    ),
                ),
            ],
            options={"verbose_name": "出入口", "verbose_name_plural": "出入口", "ordering": ["id"]},
        ),
        migrations.AddConstraint(
            model_name="entrance",
            constraint=models.CheckConstraint(
                condition=models.Q(lat__gte=-90, lat__lte=90, lng__gte=-180, lng__lte=180),
                name="entrance_position_on_earth",
                violation_error_message="坐标超出范围：纬度 -90 到 90，经度 -180 到 180。",
            ),
        ),
        migrations.RunPython(forwards, backwards),
    ]
