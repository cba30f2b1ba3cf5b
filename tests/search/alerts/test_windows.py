"""What is new: everything that became public since, once, whatever the engine did meanwhile."""

from datetime import timedelta

import pytest
from django.utils import timezone
from haystack import connections
from wagtail.models import PageViewRestriction

from core.outbox.message import Message
from evidence.publication.domain.publish import publish_submission, unpublish
from evidence.publication.domain.screen import decide
from search.alerts.domain import last_arrival
from search.alerts.run import KIND, tell_what_is_new
from search.asked import Asked
from search.domain.apply import apply_changes
from search.domain.rebuild import rebuild
from search.enums import Action, Alias, Frequency
from search.models import Alert, Arrival, IndexChange
from search.queries.find import findable
from tests.factories import ReviewPageFactory, UserFactory, published
from tests.search.alerts.conftest import news

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def references(message) -> list[str]:
    """The references that a mail names, in its order."""
    return [line.split()[0] for line in message.body.splitlines() if line.startswith("CFE")]


def publish(committing, *texts: str, **fields):
    with committing():
        return [published(texts=[text], **fields).reference for text in texts]


def test_what_was_there_before_is_not_new_and_what_comes_is_told_once(committing, alert, run):
    publish(committing, "Heather of old.")
    alert()
    assert run() == []
    (new,) = publish(committing, "Heather anew.")
    publish(committing, "Gorse.")
    (message,) = run()
    assert (message.to, references(message)) == (["ada@example.org"], [new])
    assert run() == run(days=8) == []


def test_nothing_new_is_no_mail(committing, alert, run):
    alert()
    publish(committing, "Gorse.")
    publish(committing, "Bracken.")
    assert run() == []
    assert Alert.objects.get().told_to == last_arrival() == 2


def test_what_was_published_while_the_engine_was_down_is_told_when_it_is_up(committing, alert, run, engine_down):
    alert()
    with engine_down():
        (early,) = publish(committing, "Heather while it was down.")
        assert run() == []
        (also,) = publish(committing, "More heather.")
        assert run(days=2) == []
    assert run() == [], "the index has not heard of it yet"
    apply_changes()
    (message,) = run()
    assert sorted(references(message)) == [early, also]
    assert run() == []


def test_what_came_into_the_index_keeps_its_place_while_searches_fail(committing, alert, run, engine_down, log):
    alert()
    (first,) = publish(committing, "Heather.")
    before = Alert.objects.get().told_to
    with engine_down("search"):
        assert run() == []
    assert Alert.objects.get().told_to == before
    assert not Message.objects.filter(kind=KIND).exists()
    assert "alerts_put_off" in log.getvalue()
    assert "heather" not in log.getvalue().lower()
    assert [references(message) for message in run()] == [[first]]


def test_a_change_that_is_applied_late_and_out_of_turn_is_told_all_the_same(committing, alert, run):
    alert()
    (late,) = publish_without_index("Heather, held up.")
    IndexChange.objects.waiting().update(retry_at=timezone.now() + timedelta(hours=1))
    (next_one,) = publish(committing, "Heather at once.")
    assert [references(message) for message in run()] == [[next_one]]
    assert run() == []
    run(hours=1)
    apply_changes()
    assert [references(message) for message in run()] == [[late]]


def publish_without_index(text: str) -> list[str]:
    """No commit, so that nothing applies the change."""
    return [published(texts=[text]).reference]


def test_windows_of_different_lengths_leave_no_gap_and_do_not_overlap(committing, alert, run, at):
    for frequency in Frequency:
        alert(email=f"{frequency}@example.org", frequency=frequency)
    all_of_it = []
    for day in range(19, 30):  # Thursday 19 November 2026 to Sunday 29
        all_of_it += publish(committing, f"Heather {day}.")
        at(f"2026-11-{day} 08:00")
        all_of_it += publish(committing, f"Heather again {day}.")
        at(f"2026-11-{day} 14:00")
    at("2026-11-30 08:10")
    told = {frequency: [] for frequency in Frequency}
    for message in news():
        told[message.to[0].split("@")[0]] += sorted(references(message))
    assert told == dict.fromkeys(Frequency, all_of_it)
    assert len([message for message in news() if message.to == ["weekly@example.org"]]) == 2
    assert len([message for message in news() if message.to == ["daily@example.org"]]) == 12


def test_two_hundred_in_a_batch_are_one_mail_that_shows_twenty(committing, alert, run):
    alert()
    numbers = [published(texts=["Heather."]) for _ in range(40)]
    apply_changes()
    (message,) = run()
    assert len(references(message)) == 20
    assert f"{len(numbers)} new results" in message.subject
    assert "There are 20 more" in message.body


def test_what_comes_within_minutes_waits_for_one_mail(committing, alert, run):
    alert()
    first = publish(committing, "Heather one.")
    assert run(minutes=3) == []
    second = publish(committing, "Heather two.")
    (message,) = run(minutes=2)
    assert sorted(references(message)) == first + second


class TestWhatBecomesPublic:
    def test_a_page_that_was_behind_a_sign_in_is_new_when_it_is_opened(self, committing, alert, run):
        with committing():
            page = ReviewPageFactory(title="Heather review")
            restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
            page.save_revision().publish()
        alert()
        assert run() == []
        with committing():
            restriction.delete()
        (message,) = run()
        assert "Heather review" in message.body

    def test_an_edit_of_what_was_public_is_nothing_new(self, committing, alert, run):
        with committing():
            page = ReviewPageFactory(title="Gorse review")
            page.save_revision().publish()
        alert()
        page.title = "Heather review"
        with committing():
            page.save_revision().publish()
        assert run() == []

    def test_what_was_taken_back_and_published_anew_is_new_again(self, committing, alert, run):
        with committing():
            edition = published(texts=["Heather."])
        alert()
        officer = UserFactory(secretariat=True)
        with committing():
            unpublish(submission=edition.submission, by=officer, reason="Asked to.")
        assert Arrival.objects.count() == 0
        decide(submission=edition.submission, verb="make_ready", by=officer)
        with committing():
            publish_submission(submission=edition.submission, by=officer)
        assert [references(message) for message in run()] == [[edition.reference]]


def test_a_change_that_is_noted_meanwhile_puts_all_of_it_off(committing, alert, run, monkeypatch):
    """A submission with a note that waits is found by nobody, so a run must not take it for one that does not fit."""
    alert()
    with committing():
        edition = published(texts=["Heather."])
    whole = findable

    def noted_after_the_first_look(*args):
        found = whole(*args)
        IndexChange.objects.create(model="submission", object_pk=str(edition.submission_id), action=Action.REFRESH)
        return found

    monkeypatch.setattr("search.alerts.run.findable", noted_after_the_first_look)
    assert run() == []
    monkeypatch.setattr("search.alerts.run.findable", whole)
    assert run() == []
    apply_changes()
    assert [references(message) for message in run()] == [[edition.reference]]


class TestTheIndexIsBuiltAnew:
    def test_nothing_is_told_while_it_is(self, committing, alert, run):
        alert()
        (new,) = publish(committing, "Heather.")
        asked = IndexChange.objects.create(action=Action.REBUILD)
        assert run() == []
        asked.delete()
        assert [references(message) for message in run()] == [[new]]

    def test_what_a_rebuild_finds_without_a_note_is_not_new(self, alert, run):
        old = published(texts=["Heather of a time before notes."])
        IndexChange.objects.all().delete()
        alert()
        rebuild()
        assert set(Arrival.objects.values_list("number", flat=True)) == {0}
        assert run() == []
        IndexChange.objects.create(model="submission", object_pk=str(old.submission_id), action=Action.REFRESH)
        apply_changes()
        assert run() == []

    def test_what_waits_is_new_when_a_rebuild_has_done_it(self, alert, run):
        alert()
        new = published(texts=["Heather."])
        rebuild()
        assert IndexChange.objects.of(Alias.PUBLIC).waiting().count() == 0
        assert [references(message) for message in run()] == [[new.reference]]
        rebuild()
        apply_changes()
        assert run() == []

    def test_an_index_that_lost_everything_is_not_asked_until_it_is_filled(self, committing, alert, run, clock):
        alert()
        (new,) = publish(committing, "Heather.")
        connections["default"].get_backend().clear()
        assert run() == run() == []
        assert IndexChange.objects.waiting().count() == 1, "it is noted to be laid down anew, once"
        apply_changes()
        assert [references(message) for message in run()] == [[new]]

    def test_one_document_that_cannot_be_made_any_more_holds_up_no_other(self, committing, alert, run):
        alert()
        _bad, good = publish(committing, "Heather one.", "Heather two.")
        gone = Arrival.objects.order_by("number").first()
        connections["default"].get_backend().remove_where("group", [f"{gone.model}.{gone.object_pk}"])
        assert run() == []
        IndexChange.objects.waiting().update(attempts=1, retry_at=timezone.now() + timedelta(days=1))
        assert [references(message) for message in run()] == [[good]]


def test_arrivals_have_numbers_without_a_gap_one_for_each_batch(committing):
    publish(committing, "One.", "Two.")
    assert sorted(Arrival.objects.values_list("number", flat=True)) == [1, 1]
    publish(committing, "Three.")
    assert last_arrival() == 2


def test_a_search_is_run_once_however_many_saved_it(committing, alert, run, monkeypatch):
    for number in range(5):
        alert(email=f"{number}@example.org")
    alert(email="other@example.org", search=Asked("gorse").canonical)
    publish(committing, "Heather and gorse.")
    backend = type(connections["default"].get_backend())
    whole, calls = backend.search, []
    monkeypatch.setattr(backend, "search", lambda *args, **kwargs: calls.append(1) or whole(*args, **kwargs))
    assert len(run()) == 6
    assert len(calls) == 3, "what the index holds, and each search once"


def test_as_many_queries_for_more_alerts_but_for_their_mail(committing, alert, clock, django_assert_num_queries):
    def queries(number: int):
        clock.shift(timedelta(minutes=6))
        return django_assert_num_queries(number)

    few, many = 2, 12
    for number in range(few):
        alert(email=f"{number}@example.org")
    publish(committing, "Gorse.")
    with queries(QUERIES):
        assert tell_what_is_new() == 0
    for number in range(many):
        alert(email=f"more{number}@example.org")
    publish(committing, "Bracken.")
    with queries(QUERIES):
        assert tell_what_is_new() == 0
    publish(committing, "Heather.")
    with queries(QUERIES + 2 * (few + many)):
        assert tell_what_is_new() == few + many


QUERIES = 13
