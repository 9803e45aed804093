"""PostgreSQL: the bigrams of a search key, in an index. SQLite, the embedded default, reads the keys through."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

FUNCTION = """
CREATE OR REPLACE FUNCTION lifecircle_bigrams(key text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
    SELECT coalesce(array_agg(DISTINCT substr(key, i, 2)), '{}')
    FROM generate_series(1, length(key) - 1) AS i
$$;
CREATE INDEX area_search_bigrams ON areas_area USING gin (lifecircle_bigrams(search_key));
"""


def forwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FUNCTION)


def backwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX area_search_bigrams; DROP FUNCTION lifecircle_bigrams(text);")


class Migration(migrations.Migration):
    dependencies = [("areas", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
