"""The database itself refuses to change an edition once it has its fingerprint, and whatever it holds.

What the hosts checked is what the public reads, whatever code is written later.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

WHY = "an edition of a report is never changed"
EDITION = "peer_reports_edition"
# A table, and the fingerprint of the edition that one of its rows ({row}) is of.
FINGERPRINTS = {
    "peer_reports_passage": "SELECT fingerprint FROM peer_reports_edition WHERE id = {row}.edition_id",
    "peer_reports_sentence": """SELECT e.fingerprint FROM peer_reports_edition e
        JOIN peer_reports_passage p ON p.edition_id = e.id WHERE p.id = {row}.passage_id""",
}
ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def on_sqlite() -> list[str]:
    statements = [
        f"""CREATE TRIGGER {table}_pinned_{verb.lower()} BEFORE {verb} ON {table}
            WHEN {" OR ".join(f"({fingerprint.format(row=row)}) <> ''" for row in rows)}
            BEGIN SELECT RAISE(ABORT, '{WHY}'); END"""
        for table, fingerprint in FINGERPRINTS.items()
        for verb, rows in ROWS.items()
    ]
    return statements + [
        f"""CREATE TRIGGER {EDITION}_pinned_{verb.lower()} BEFORE {verb} ON {EDITION} WHEN OLD.fingerprint <> ''
            BEGIN SELECT RAISE(ABORT, '{WHY}'); END"""
        for verb in ("UPDATE", "DELETE")
    ]


def on_postgresql() -> list[str]:
    statements = [
        f"""CREATE FUNCTION {EDITION}_pinned() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{WHY}'; END $$""",
        f"""CREATE TRIGGER {EDITION}_pinned BEFORE UPDATE OR DELETE ON {EDITION} FOR EACH ROW
            WHEN (OLD.fingerprint <> '') EXECUTE FUNCTION {EDITION}_pinned()""",
    ]
    for table, fingerprint in FINGERPRINTS.items():
        checks = "".join(
            f"""IF TG_OP IN ({", ".join(f"'{verb}'" for verb, rows in ROWS.items() if row in rows)}) THEN
                IF ({fingerprint.format(row=row)}) <> '' THEN RAISE EXCEPTION '{WHY}'; END IF; END IF; """
            for row in ("OLD", "NEW")
        )
        statements += [
            f"""CREATE FUNCTION {table}_pinned() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN {checks} IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$""",
            f"""CREATE TRIGGER {table}_pinned BEFORE INSERT OR UPDATE OR DELETE ON {table}
                FOR EACH ROW EXECUTE FUNCTION {table}_pinned()""",
        ]
    return statements


def forwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in on_sqlite() if schema_editor.connection.vendor == "sqlite" else on_postgresql():
        schema_editor.execute(statement)


def backwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for table in FINGERPRINTS:
            for verb in ROWS:
                schema_editor.execute(f"DROP TRIGGER {table}_pinned_{verb.lower()}")
        for verb in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {EDITION}_pinned_{verb}")
    else:
        for table in (*FINGERPRINTS, EDITION):
            schema_editor.execute(f"DROP FUNCTION {table}_pinned CASCADE")


class Migration(migrations.Migration):
    dependencies = [("peer_reports", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
