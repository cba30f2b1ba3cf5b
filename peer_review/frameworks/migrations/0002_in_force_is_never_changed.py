"""The database itself refuses to change a version that is or was in force, and whatever such a version holds.

Reviews point to the version that they use. What they asked must be read for good, whatever code is written later.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

WHY = "a framework that is or was in force is never changed"
VERSION = "frameworks_frameworkversion"
STATES = {
    # A table, and the state of the version that one of its rows ({row}) stands in.
    "frameworks_theme": "SELECT state FROM frameworks_frameworkversion WHERE id = {row}.version_id",
    "frameworks_line": """SELECT v.state FROM frameworks_frameworkversion v JOIN frameworks_theme t ON t.version_id = v.id
        WHERE t.id = {row}.theme_id""",
    "frameworks_prompt": """SELECT v.state FROM frameworks_frameworkversion v JOIN frameworks_theme t ON t.version_id = v.id
        JOIN frameworks_line l ON l.theme_id = t.id WHERE l.id = {row}.line_id""",
}
ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}
KEPT = ("id", "framework_id", "number", "changed", "begun_at", "published_at", "published_by_id")


def same(how: str) -> str:
    return " AND ".join(f"NEW.{name} {how} OLD.{name}" for name in KEPT)


def on_sqlite() -> list[str]:
    statements = [
        f"""CREATE TRIGGER {table}_frozen_{verb.lower()} BEFORE {verb} ON {table}
            WHEN {" OR ".join(f"({state.format(row=row)}) <> 'draft'" for row in rows)}
            BEGIN SELECT RAISE(ABORT, '{WHY}'); END"""
        for table, state in STATES.items()
        for verb, rows in ROWS.items()
    ]
    return [
        *statements,
        f"""CREATE TRIGGER {VERSION}_frozen_update BEFORE UPDATE ON {VERSION}
            WHEN OLD.state <> 'draft' AND NOT (OLD.state = 'in-force' AND NEW.state = 'retired' AND {same("IS")})
            BEGIN SELECT RAISE(ABORT, '{WHY}'); END""",
        f"""CREATE TRIGGER {VERSION}_frozen_delete BEFORE DELETE ON {VERSION} WHEN OLD.state <> 'draft'
            BEGIN SELECT RAISE(ABORT, '{WHY}'); END""",
    ]


def on_postgresql() -> list[str]:
    statements = []
    for table, state in STATES.items():
        checks = "".join(
            f"""IF TG_OP IN ({", ".join(f"'{verb}'" for verb, rows in ROWS.items() if row in rows)}) THEN
                IF ({state.format(row=row)}) <> 'draft' THEN RAISE EXCEPTION '{WHY}'; END IF; END IF; """
            for row in ("OLD", "NEW")
        )
        statements += [
            f"""CREATE FUNCTION {table}_frozen() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN {checks} IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$""",
            f"""CREATE TRIGGER {table}_frozen BEFORE INSERT OR UPDATE OR DELETE ON {table}
                FOR EACH ROW EXECUTE FUNCTION {table}_frozen()""",
        ]
    return [
        *statements,
        f"""CREATE FUNCTION {VERSION}_frozen() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{WHY}'; END $$""",
        f"""CREATE TRIGGER {VERSION}_frozen_update BEFORE UPDATE ON {VERSION} FOR EACH ROW
            WHEN (OLD.state <> 'draft' AND NOT (OLD.state = 'in-force' AND NEW.state = 'retired'
                AND {same("IS NOT DISTINCT FROM")})) EXECUTE FUNCTION {VERSION}_frozen()""",
        f"""CREATE TRIGGER {VERSION}_frozen_delete BEFORE DELETE ON {VERSION} FOR EACH ROW
            WHEN (OLD.state <> 'draft') EXECUTE FUNCTION {VERSION}_frozen()""",
    ]


def forwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in on_sqlite() if schema_editor.connection.vendor == "sqlite" else on_postgresql():
        schema_editor.execute(statement)


def backwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for table in STATES:
            for verb in ROWS:
                schema_editor.execute(f"DROP TRIGGER {table}_frozen_{verb.lower()}")
        schema_editor.execute(f"DROP TRIGGER {VERSION}_frozen_update")
        schema_editor.execute(f"DROP TRIGGER {VERSION}_frozen_delete")
    else:
        for table in (*STATES, VERSION):
            schema_editor.execute(f"DROP FUNCTION {table}_frozen CASCADE")


class Migration(migrations.Migration):
    dependencies = [("frameworks", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
