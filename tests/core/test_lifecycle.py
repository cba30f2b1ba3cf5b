"""One way to change a state, and every reason for which it is refused."""

import pytest
from django.db import IntegrityError, connection, transaction

from core import changes
from core.actors import SYSTEM
from core.audit import Entry
from core.errors import NotAllowed, Refused
from core.lifecycle import LIFECYCLES, Lifecycle, Move, State, move
from organisations.models import Organisation
from tests.core.at_once import at_once
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def has_a_code(organisation: Organisation) -> str | None:
    return None if organisation.ods_code else "It has no code."


def has_a_region(organisation: Organisation) -> str | None:
    return None if organisation.region else "It has no region."


# Any field with choices can be walked; this one stands for a state.
KINDS = Lifecycle(
    noun="organisation",
    field="type",
    states={
        "icb": State("Board", "Board", "blue"),
        "icp": State("Partnership", "Partnership", "blue"),
        "other": State("Closed", "Closed", "grey"),
    },
    moves=(
        Move("partner", ("icb",), "icp", "Make it a partnership", lambda actor, row: actor.is_superuser),
        Move(
            "close",
            ("icb", "icp"),
            "other",
            "Close",
            lambda actor, row: True,
            guards=(has_a_code, has_a_region),
            needs_reason=True,
        ),
    ),
)


@pytest.fixture
def board() -> Organisation:
    return OrganisationFactory(type="icb", ods_code="QXX", region="Y60")


@pytest.fixture
def keeper():
    return UserFactory(is_superuser=True)


def test_a_move_writes_the_state_its_changes_and_the_log(board, keeper):
    after = move(KINDS, board, "close", actor=keeper, reason="Merged.", changes={"name": "Old board"})

    board.refresh_from_db()
    assert (after.pk, board.type, board.name) == (board.pk, "other", "Old board")
    entry = Entry.objects.last()
    assert (entry.action, entry.actor, entry.details) == (
        "organisation.close",
        f"user:{keeper.pk}",
        {"before": "icb", "after": "other", "reason": "Merged."},
    )


def test_those_who_keep_copies_are_told_in_the_transaction(board, keeper, monkeypatch):
    told = []
    monkeypatch.setattr(changes, "_listeners", [lambda row: told.append((row.type, connection.in_atomic_block))])
    move(KINDS, board, "partner", actor=keeper)
    assert told == [("icp", True)]


@pytest.mark.parametrize(
    ("change", "attempt", "sentences"),
    [
        ({"type": "icp"}, ("partner", ""), ["This can't be done now: it is partnership."]),
        ({}, ("close", "  "), ["Give a reason."]),
        ({"ods_code": ""}, ("close", "Merged."), ["It has no code."]),
        ({"ods_code": "", "region": ""}, ("close", "Merged."), ["It has no code.", "It has no region."]),
    ],
)
def test_a_refusal_says_why_and_changes_nothing(board, keeper, change, attempt, sentences):
    Organisation.objects.filter(pk=board.pk).update(**change)
    before = (Organisation.objects.values().get(pk=board.pk), Entry.objects.count())

    verb, reason = attempt
    with pytest.raises(Refused) as refusal:
        move(KINDS, board, verb, actor=keeper, reason=reason)

    assert refusal.value.reasons == sentences
    assert (Organisation.objects.values().get(pk=board.pk), Entry.objects.count()) == before


def test_whoever_may_not_is_told_so_and_the_system_may(board):
    with pytest.raises(NotAllowed):
        move(KINDS, board, "partner", actor=UserFactory())
    assert move(KINDS, board, "partner", actor=SYSTEM).type == "icp"


def test_guards_see_the_row_as_it_will_be(keeper):
    board = OrganisationFactory(type="icb", ods_code="", region="Y60")
    assert move(KINDS, board, "close", actor=keeper, reason="Merged.", changes={"ods_code": "QYY"}).type == "other"


def test_what_the_caller_holds_may_be_stale(board, keeper):
    move(KINDS, board, "partner", actor=keeper)
    assert board.type == "icb"
    with pytest.raises(Refused, match="partnership"):
        move(KINDS, board, "partner", actor=keeper)


def test_a_check_constraint_stands_behind_the_table(board, keeper):
    with pytest.raises(IntegrityError), transaction.atomic():
        move(KINDS, board, "partner", actor=keeper, changes={"valid_from": "2026-01-02", "valid_to": "2026-01-01"})
    assert not Entry.objects.filter(action="organisation.partner").exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_moves_and_the_other_is_refused():
    board = OrganisationFactory(type="icb", ods_code="QZZ", region="Y60")
    keepers = UserFactory.create_batch(4, is_superuser=True)

    def close(number: int) -> str:
        try:
            move(KINDS, board, "partner", actor=keepers[number])
        except Refused as refusal:
            return str(refusal)
        return "moved"

    outcomes = sorted(at_once(close, threads=4))

    assert outcomes == ["This can't be done now: it is partnership."] * 3 + ["moved"]
    assert Entry.objects.filter(action="organisation.partner").count() == 1


def test_moves_open_to_somebody(board, keeper):
    assert [one.verb for one in KINDS.open_to(board, keeper)] == ["partner", "close"]
    assert [one.verb for one in KINDS.open_to(board, UserFactory())] == ["close"]


def test_a_table_names_only_its_own_states():
    with pytest.raises(ValueError, match=r"organisation\.lose names unknown states"):
        Lifecycle(
            "organisation",
            "type",
            {"icb": State("a", "a", "grey")},
            (Move("lose", ("icb",), "gone", "", lambda a, r: True),),
        )


@pytest.mark.parametrize("label", sorted(LIFECYCLES))
def test_every_state_can_be_reached_and_says_how_it_reads(label):
    table = LIFECYCLES[label]
    begun = table.begins or (next(iter(table.states)),)
    reached = {*begun} | {one.target for one in table.moves}
    assert reached == set(table.states)
    assert {state.tag for state in table.states.values()} <= {"blue", "green", "red", "amber", "violet", "grey"}
    assert all(state.label and state.public_label for state in table.states.values())
    assert all(one.label for one in table.moves)
