"""PostgreSQL: an index on the bigrams of the search key."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def forwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE INDEX communities_search_bigrams ON communities_community"
            " USING gin (lifecircle_bigrams(search_key))"
        )


def backwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX communities_search_bigrams")


class Migration(migrations.Migration):
    dependencies = [("communities", "0001_initial"), ("areas", "0002_bigrams")]
    operations = [migrations.RunPython(forwards, backwards)]
