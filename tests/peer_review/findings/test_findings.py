"""A finding is written, read by a second peer, signed by the manager; any change is read again."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from core.audit import entries_about
from core.errors import NotAllowed, Refused
from peer_review.assessments.domain.judging import write_judgement
from peer_review.findings.domain import reading, writing
from peer_review.findings.domain.correcting import correct
from peer_review.findings.domain.leaving import ask_another_second
from peer_review.findings.enums import FindingKind, FindingState
from peer_review.findings.lifecycle import every_finding_is_signed
from peer_review.findings.models import Finding
from peer_review.findings.queries.findings import counts, signed
from peer_review.reviews.domain.written import Conflict
from peer_review.reviews.enums import ReviewState
from peer_review.reviews.models import Review
from tests.factories import UserFactory
from tests.peer_review.assessments.team import Team, all_in, team, user_of
from tests.peer_review.findings.here import begun, seconded, signed_off, withdraw_item, words
from tests.peer_review.reviews.factories import manager

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db) -> Team:
    return team(peers=3, lines=2)


def move_to(here, state):
    Review.objects.filter(pk=here.review.pk).update(state=state)
    here.review.refresh_from_db()


def test_a_form_sent_twice_begins_one_finding(here):
    key = uuid4()
    for _ in range(2):
        row = writing.begin_finding(review=here.review, words=words(here), key=key, by=here.user(0))
    assert Finding.objects.count() == 1
    assert (row.state, row.number, row.written_by, str(row)) == ("draft", None, here.peers[0], f"finding {row.pk}")
    assert [one.values["title"] for one in row.versions.all()] == ["Partners meet weekly"]
    assert [one.action for one in entries_about(row)] == ["finding.begin"]
    with pytest.raises(Refused, match="sent before with other words"):
        writing.begin_finding(review=here.review, words=words(here, text="Other words."), key=key, by=here.user(0))
    other = team()
    with pytest.raises(Refused, match="sent before"):
        writing.begin_finding(review=other.review, words=words(other), key=key, by=other.user(0))


def test_from_a_judgement_it_cites_what_the_assessments_cite_that_count(here):
    all_in(here)
    withdraw_item(here.items[1])
    write_judgement(review=here.review, line=here.line, text="So it is.", read=0, by=here.user(0))
    row = writing.begin_finding(
        review=here.review, words=words(here), key=uuid4(), by=here.user(0), from_judgement=True
    )
    assert [(one.item, one.where) for one in row.citations.all()] == [(here.items[0], "p. 4, para 2")]


def test_from_writer_through_a_second_peer_to_the_manager(here):
    row = signed_off(here)
    assert (row.state, str(row), row.second, row.signed_by) == (
        FindingState.SIGNED,
        "S1",
        here.peers[1],
        here.manager,
    )
    actions = [one.action for one in entries_about(row)]
    assert actions == [
        "finding.begin",
        "finding.cite",
        "finding.cite",
        "finding.hand_in",
        "finding.second",
        "finding.sign",
    ]
    assert list(signed(here.review)) == [row]
    assert counts([here.review])[here.review.pk] == {"signed": 1}


def test_with_one_source_it_stays_a_draft_and_loses_nothing(here):
    row = begun(here, cites=1)
    with pytest.raises(Refused) as refused:
        reading.hand_in(finding=row, by=here.user(0))
    assert refused.value.reasons == [
        "It rests on fewer than two items of evidence. Cite another, or leave it in draft."
    ]
    row.refresh_from_db()
    assert (row.state, row.text) == ("draft", "Partners meet every week, and decide there.")


def test_evidence_withdrawn_meanwhile_is_told(here):
    row = seconded(here)
    withdraw_item(row.citations.order_by("pk").first().item)
    with pytest.raises(Refused) as refused:
        reading.sign(finding=row, read=row.revision, by=here.manager)
    assert refused.value.reasons[0] == (
        "Evidence that it cites was withdrawn, so it rests on fewer than two items. Cite something else."
    )


def test_the_second_peer_is_neither_its_writer_nor_who_saved_its_words(here):
    row = begun(here)
    row = writing.write_finding(finding=row, words=words(here, text="They decide there."), read=1, by=here.user(1))
    row = reading.hand_in(finding=row, by=here.user(0))
    for number in (0, 1):
        with pytest.raises(Refused) as refused:
            reading.second(finding=row, read=2, by=here.user(number))
        assert refused.value.reasons == ["Somebody else than its writer has to read it."]
    assert reading.second(finding=row, read=2, by=here.user(2)).second == here.peers[2]


def test_nobody_agrees_to_words_that_they_did_not_read(here):
    row = reading.hand_in(finding=begun(here), by=here.user(0))
    for verb, by in ((reading.second, here.user(1)), (reading.sign, here.manager)):
        with pytest.raises(Refused):
            verb(finding=row, read=row.revision - 1, by=by)


def test_sent_back_with_a_reason_that_stands_until_it_is_handed_in_again(here):
    row = seconded(here)
    with pytest.raises(Refused):
        reading.send_back(finding=row, because=" ", by=here.manager)
    with pytest.raises(NotAllowed):
        reading.send_back(finding=row, because="No.", by=here.user(0))
    row = reading.send_back(finding=row, because="Say who decides.", by=here.manager)
    assert (row.state, row.second, row.sent_back_because) == ("draft", None, "Say who decides.")
    assert "Say who" not in str([one.details for one in entries_about(row)])
    assert reading.hand_in(finding=row, by=here.user(0)).sent_back_because == ""


@pytest.mark.parametrize("change", ["words", "cite", "uncite"])
def test_any_change_is_read_again_and_keeps_the_number(here, change):
    row = signed_off(here)
    acts = {
        "words": lambda: writing.write_finding(finding=row, words=words(here, text="New."), read=1, by=here.manager),
        "cite": lambda: writing.cite(finding=row, key=f"item-{here.items[0].pk}", by=here.user(1)),
        "uncite": lambda: writing.uncite(
            finding=row, key=f"item-{row.citations.order_by('pk').first().item_id}", by=here.user(1)
        ),
    }
    changed = acts[change]()
    assert (changed.state, changed.second, changed.signed_by, changed.number) == ("draft", None, None, 1)


def test_the_same_words_change_nothing(here):
    row = signed_off(here)
    assert writing.write_finding(finding=row, words=words(here), read=1, by=here.user(0)).state == "signed"


def test_two_who_write_at_once_lose_no_word(here):
    row = begun(here)
    writing.write_finding(finding=row, words=words(here, text="One."), read=1, by=here.user(0))
    for _ in range(2):
        with pytest.raises(Conflict):
            writing.write_finding(finding=row, words=words(here, title="T", text="Two."), read=1, by=here.user(1))
    (aside,) = row.versions.filter(set_aside=True)
    assert (aside.text, aside.values["title"], aside.settled_at) == ("Two.", "T", None)
    writing.write_finding(finding=row, words=words(here, text="Both."), read=2, by=here.user(1))
    aside.refresh_from_db()
    assert aside.settled_at is not None


def test_a_warning_is_answered_before_it_is_signed_and_a_new_one_asks_anew(here):
    row = begun(here, cites=1)
    writing.cite(finding=row, key=f"item-{here.items[0].pk}", by=here.user(0))
    row = reading.hand_in(finding=row, by=here.user(0))
    row = reading.second(finding=row, read=1, by=here.user(1))
    with pytest.raises(Refused) as refused:
        reading.sign(finding=row, read=1, by=here.manager)
    assert refused.value.reasons == ["Say first why it stands in spite of the warnings."]
    with pytest.raises(Refused):
        reading.answer_warnings(finding=row, answer=" ", by=here.user(0))
    row = reading.answer_warnings(finding=row, answer="Two boards minuted it.", by=here.user(0))
    assert row.answered_for == ["one-type"]
    assert reading.sign(finding=row, read=1, by=here.manager).state == "signed"
    assert every_finding_is_signed(here.review) is None
    withdraw_item(here.items[0])
    assert every_finding_is_signed(here.review) == (
        "What these findings rest on changed since they were signed: S1. Look at them again."
    )


def test_there_is_nothing_to_answer_without_a_warning(here):
    with pytest.raises(Refused):
        reading.answer_warnings(finding=begun(here), answer="So.", by=here.user(0))


def test_numbers_have_no_gaps_when_the_draft_leaves(here):
    first, second, third = (signed_off(here, title=title) for title in ("A", "B", "C"))
    other = signed_off(here, kind=FindingKind.CONSIDER)
    reading.withdraw(finding=second, by=here.manager)
    labels = [str(one) for one in signed(here.review)]
    assert labels == ["S1", "S2", "A1"]
    third.refresh_from_db()
    assert (str(third), str(other), first.number) == ("S2", "A1", 1)
    again = reading.take_up(finding=Finding.objects.get(pk=second.pk), by=here.user(0))
    assert (again.state, again.number) == ("draft", None)
    writing.write_finding(
        finding=first, words=words(here, kind=FindingKind.CONSIDER, title="A"), read=1, by=here.user(0)
    )
    third.refresh_from_db()
    assert (str(third), Finding.objects.get(pk=first.pk).number) == ("S1", None)


def test_the_gate_asks_for_one_signed_and_none_unsigned(here):
    assert every_finding_is_signed(here.review) == "Sign one finding off at least."
    begun(here)
    assert every_finding_is_signed(here.review) == (
        "These findings are not signed off: “Partners meet weekly”. Sign them, or withdraw them."
    )


def test_who_may_do_what(here):
    strangers = (user_of(here.shadow), UserFactory(), team().user(0))
    for user in (*strangers, here.manager):
        with pytest.raises(NotAllowed):
            writing.begin_finding(review=here.review, words=words(here), key=uuid4(), by=user)
    row = reading.hand_in(finding=begun(here), by=here.user(0))
    for user in (*strangers, here.manager):
        with pytest.raises(NotAllowed):
            reading.second(finding=row, read=1, by=user)
    row = reading.second(finding=row, read=1, by=here.user(1))
    for user in (*strangers, here.user(0), here.user(2)):
        with pytest.raises(NotAllowed):
            reading.sign(finding=row, read=1, by=user)


def test_a_manager_who_seconded_it_as_a_peer_does_not_sign_it(here):
    both = manager()
    here.peers[1].peer.user = both
    here.peers[1].peer.save()
    row = seconded(here)
    with pytest.raises(Refused):
        reading.sign(finding=row, read=1, by=both)
    assert reading.sign(finding=row, read=1, by=here.manager).number == 1


def test_once_the_draft_is_out_a_fact_is_corrected_by_the_manager_alone(here):
    row = signed_off(here)
    with pytest.raises(Refused):
        correct(finding=row, by=here.manager, text="They meet monthly.")
    move_to(here, ReviewState.FACT_CHECK)
    row.review = here.review
    for act in (
        lambda: writing.write_finding(finding=row, words=words(here, text="No."), read=1, by=here.user(0)),
        lambda: reading.withdraw(finding=row, by=here.manager),
        lambda: correct(finding=row, by=here.user(0), text="No."),
    ):
        with pytest.raises(NotAllowed):
            act()
    fixed = correct(finding=row, by=here.manager, because="Minutes of ten months.")
    assert (fixed.state, fixed.text, fixed.because, fixed.revision) == (
        "signed",
        "Partners meet every week, and decide there.",
        "Minutes of ten months.",
        2,
    )
    assert [one.values["because"] for one in fixed.versions.all()] == [
        "Minutes of a year, and what staff told us.",
        "Minutes of ten months.",
    ]


def test_another_second_is_asked_when_one_leaves_before_it_is_signed(here):
    waits, done = seconded(here), signed_off(here)
    ask_another_second(here.peers[1], None, here.manager)
    waits.refresh_from_db()
    done.refresh_from_db()
    assert (waits.state, waits.second, done.state, done.second) == ("second", None, "signed", here.peers[1])


def test_the_database_holds_a_signed_finding_to_its_readers(here):
    row = signed_off(here)
    for wrong in ({"number": None}, {"second": None}, {"signed_at": None}, {"second": here.peers[0]}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Finding.objects.filter(pk=row.pk).update(**wrong)


def test_a_line_of_another_review_is_refused(here):
    with pytest.raises(Refused):
        writing.begin_finding(review=here.review, words=words(here, line=team().line), key=uuid4(), by=here.user(0))
