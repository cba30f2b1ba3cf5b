from datetime import date

import pytest
from django.core.management import call_command

from core.actors import SYSTEM
from core.audit import Entry, first_broken_link
from core.errors import Refused
from organisations.domain import Loaded, load_register, succeed
from organisations.models import Organisation, OrganisationType
from organisations.queries import search_register

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2023, 1, 9), date(2026, 4, 1)


@pytest.fixture
def loaded():
    return load_register()


def boards(day):
    return Organisation.objects.on(day).filter(type=OrganisationType.ICB)


def after(code):
    return sorted(Organisation.objects.get(ods_code=code).successors.values_list("name", flat=True))


def test_forty_two_boards_became_thirty_six(loaded):
    assert boards(date(2022, 6, 30)).count() == 0
    assert boards(BEFORE).count() == 42
    assert boards(date(2026, 3, 31)).count() == 42
    assert boards(AFTER).count() == 36
    assert boards(AFTER).filter(ods_code="").count() == 6


def test_every_board_that_ended_has_a_successor_that_stands(loaded):
    ended = Organisation.objects.filter(valid_to=date(2026, 3, 31))
    assert ended.count() == 12
    for board in ended:
        assert board.successors.exists(), board
        assert set(board.successors.all()) <= set(boards(AFTER)), board


def test_three_boards_were_split(loaded):
    assert after("QJG") == [
        "NHS Essex Integrated Care Board",
        "NHS Norfolk and Suffolk Integrated Care Board",
    ]
    assert after("QM7") == ["NHS Central East Integrated Care Board", "NHS Essex Integrated Care Board"]
    assert after("QNQ") == [
        "NHS Hampshire and Isle of Wight Integrated Care Board",
        "NHS Surrey and Sussex Integrated Care Board",
        "NHS Thames Valley Integrated Care Board",
    ]


def test_loading_again_changes_nothing_that_staff_wrote(loaded):
    assert loaded == Loaded(added=54, filled=0)
    dorset = Organisation.objects.get(ods_code="QVV")
    dorset.name = "Dorset, as staff corrected it"
    dorset.region = ""
    dorset.save()
    logged = Entry.objects.count()
    assert load_register() == Loaded(added=0, filled=1)
    dorset.refresh_from_db()
    assert (dorset.name, dorset.region) == ("Dorset, as staff corrected it", "Y58")
    assert Entry.objects.count() == logged + 1
    assert first_broken_link() is None


def test_the_command_says_what_it_did(capsys):
    call_command("load_organisations")
    call_command("load_organisations")
    assert capsys.readouterr().out.splitlines() == [
        "Organisations: 54 added, 0 filled.",
        "Organisations: 0 added, 0 filled.",
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("QVV", "NHS Dorset Integrated Care Board"),
        ("isle hampshire", "NHS Hampshire and Isle of Wight Integrated Care Board"),
        ("care quality", "Care Quality Commission"),
    ],
)
def test_the_register_is_searched_by_words_in_any_order_and_by_code(loaded, text, first):
    assert search_register(text, on=BEFORE)[0].name == first


def test_bodies_that_stand_come_before_those_that_ended(loaded):
    found = search_register("essex", on=AFTER)
    assert [body.name for body in found] == [
        "NHS Essex Integrated Care Board",
        "NHS Hertfordshire and West Essex Integrated Care Board",
        "NHS Mid and South Essex Integrated Care Board",
        "NHS Suffolk and North East Essex Integrated Care Board",
    ]


def test_a_body_that_had_not_begun_is_not_found(loaded):
    assert not search_register("Thames Valley", on=BEFORE).exists()
    assert not search_register("   ", on=AFTER).exists()


def make(name, **fields):
    return Organisation.objects.create(name=name, type=OrganisationType.ICB, **fields)


def test_a_merger_ends_both_and_begins_the_one():
    left, right, whole = make("Left", valid_from=date(2022, 7, 1)), make("Right"), make("Whole")
    succeed(predecessors=[left, right], successors=[whole], on=date(2027, 4, 1), actor=SYSTEM)
    assert list(Organisation.objects.on(date(2027, 3, 31)).values_list("name", flat=True)) == ["Left", "Right"]
    assert list(Organisation.objects.on(date(2027, 4, 1)).values_list("name", flat=True)) == ["Whole"]
    assert set(whole.predecessors.all()) == {left, right}
    assert Entry.objects.filter(action="organisation.succeed").count() == 2


@pytest.mark.parametrize(
    ("ended", "successor_begins", "sentence"),
    [
        (date(2025, 1, 1), None, "Old has ended already."),
        (None, date(2028, 1, 1), "New does not exist on that day."),
    ],
)
def test_a_succession_that_cannot_be_is_refused_and_changes_nothing(ended, successor_begins, sentence):
    old, new = make("Old", valid_to=ended), make("New", valid_from=successor_begins)
    with pytest.raises(Refused) as refusal:
        succeed(predecessors=[old], successors=[new], on=date(2027, 4, 1), actor=SYSTEM)
    assert refusal.value.reasons == [sentence]
    old.refresh_from_db()
    assert (old.valid_to, old.successors.count()) == (ended, 0)


def test_nobody_follows_itself():
    one = make("One")
    with pytest.raises(Refused):
        succeed(predecessors=[one], successors=[one], on=date(2027, 4, 1), actor=SYSTEM)
