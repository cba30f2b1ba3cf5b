"""The audit log holds, and tells where it does not."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from core import audit
from core.actors import SYSTEM
from core.audit import Entry, entries_about, first_broken_link
from tests.core.at_once import at_once
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def subject():
    return OrganisationFactory()


@pytest.fixture
def chain(subject) -> list[Entry]:
    return [audit.record(f"organisation.act{number}", actor=SYSTEM, subject=subject) for number in range(4)]


def beneath_the_triggers(statement: str, *values: object) -> None:
    """Run SQL as somebody could who may alter the table."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for trigger in ("audit_no_update", "audit_no_delete", "audit_no_replace"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        else:
            cursor.execute("ALTER TABLE core_entry DISABLE TRIGGER USER")
        cursor.execute(statement, values)


def test_an_entry_tells_who_did_what_to_what(subject):
    user = UserFactory()
    entry = audit.record("organisation.rename", actor=user, subject=subject, before="a", at_time=timezone.now())

    entry.refresh_from_db()
    assert (entry.actor, entry.action) == (f"user:{user.pk}", "organisation.rename")
    assert entry.subject == f"organisations.organisation:{subject.pk}"
    assert entry.details["before"] == "a"
    assert list(entries_about(subject)) == [entry]


def test_a_chain_that_nobody_touched_holds(chain):
    start = chain[0].number
    assert [entry.number for entry in chain] == [start, start + 1, start + 2, start + 3]
    assert [entry.previous_hash for entry in chain[1:]] == [entry.hash for entry in chain[:-1]]
    assert first_broken_link() is None


@pytest.mark.parametrize(
    ("statement", "place", "why"),
    [
        ("UPDATE core_entry SET actor = 'user:999' WHERE number = %s", 1, "its content was changed"),
        ('UPDATE core_entry SET details = \'{"reason": "other"}\' WHERE number = %s', 1, "its content was changed"),
        ("DELETE FROM core_entry WHERE number = %s", 1, "is missing"),
        ("DELETE FROM core_entry WHERE number >= %s", 1, "is missing"),
        ("DELETE FROM core_entry WHERE number = %s", 3, "is missing"),
    ],
)
def test_the_first_broken_link_is_named(chain, statement, place, why):
    number = chain[place].number
    beneath_the_triggers(statement, number)

    found = first_broken_link()
    assert found is not None
    assert found[0] == number
    assert why in found[1]


def test_an_entry_rewritten_with_a_fitting_hash_still_breaks_the_next(chain):
    forged = chain[1]
    forged.actor = "user:999"
    beneath_the_triggers(
        "UPDATE core_entry SET actor = %s, hash = %s WHERE number = %s",
        forged.actor,
        forged.computed_hash(),
        forged.number,
    )

    assert first_broken_link() == (chain[2].number, "it does not follow from the entry before it")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE core_entry SET actor = 'user:999'",
        "DELETE FROM core_entry",
        pytest.param("REPLACE", id="replace"),
    ],
)
def test_the_database_itself_refuses(chain, statement):
    if statement == "REPLACE":
        statement = {
            "sqlite": "INSERT OR REPLACE INTO core_entry SELECT number, at, 'user:999', action, subject, details, "
            "previous_hash, hash FROM core_entry WHERE number = (SELECT max(number) FROM core_entry)",
            "postgresql": "TRUNCATE core_entry",
        }[connection.vendor]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert not Entry.objects.filter(actor="user:999").exists()
    assert first_broken_link() is None


def test_the_command_names_the_break(chain, capsys):
    call_command("verify_audit")
    assert chain[-1].hash in capsys.readouterr().out

    beneath_the_triggers("DELETE FROM core_entry WHERE number = %s", chain[2].number)
    with pytest.raises(CommandError, match=f"entry {chain[2].number}"):
        call_command("verify_audit")


def test_what_is_rolled_back_leaves_no_gap(chain, subject):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        audit.record("organisation.fail", actor=SYSTEM, subject=subject)
        raise ZeroDivisionError

    after = audit.record("organisation.next", actor=SYSTEM, subject=subject)
    assert after.number == chain[-1].number + 1
    assert first_broken_link() is None


@pytest.mark.django_db(transaction=True)
def test_many_at_once_make_one_chain():
    subject = OrganisationFactory()
    before = Entry.objects.count()

    def act(number: int) -> None:
        for turn in range(5):
            with transaction.atomic():
                audit.record(f"organisation.act{turn}", actor=SYSTEM, subject=subject, thread=number)

    at_once(act, threads=6)

    assert Entry.objects.count() == before + 30
    assert first_broken_link() is None
