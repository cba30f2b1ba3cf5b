"""Two ways round the first triggers: SQLite's INSERT OR REPLACE deletes without asking them, PostgreSQL's TRUNCATE too."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = """CREATE TRIGGER audit_no_replace BEFORE INSERT ON core_entry
    WHEN EXISTS (SELECT 1 FROM core_entry WHERE number = NEW.number OR hash = NEW.hash)
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"""
POSTGRESQL = """CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON core_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"""


def forwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


def backwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER audit_no_replace")
    else:
        schema_editor.execute("DROP TRIGGER audit_no_truncate ON core_entry")


class Migration(migrations.Migration):
    dependencies = [("core", "0002_audit_is_append_only")]
    operations = [migrations.RunPython(forwards, backwards)]
