"""A report leaves the team in editions: what the hosts checked is what the public reads, but for accepted errors."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from core import audit
from core.errors import NotAllowed, Refused, Stale
from core.outbox.message import Message
from peer_review.findings.enums import FindingState
from peer_review.reports.domain import checking, editions, writing
from peer_review.reports.enums import EditionKind
from peer_review.reports.models import Edition, Passage, Report, Sentence
from peer_review.reports.queries.composing import composed
from peer_review.reports.queries.editions import draft_of, final_of, parts_of
from peer_review.reviews.domain.stages import move_on
from peer_review.reviews.enums import DutyKind
from peer_review.reviews.enums import ReviewState as S
from tests.factories import UserFactory
from tests.peer_review.reports.factories import a_review_at, finish
from tests.peer_review.reviews.factories import DutyFactory, HostPersonFactory
from tests.peer_review.visits.factories import AttendeeFactory

pytestmark = pytest.mark.django_db


def texts(edition):
    return [part.text for part in parts_of(edition) if part.said]


def commented(one, text="The board met 12 times in 2025."):
    sentence = Sentence.objects.get(text=text)
    facts = {"error": "It met 11 times.", "instead": "", "proof": "The minutes.", "key": uuid4()}
    return checking.comment(review=one.review, sentence=sentence, by=one.host, **facts)


class TestWriting:
    def test_a_stale_form_is_told_and_the_same_twice_is_no_conflict(self):
        one = a_review_at(S.DRAFTING)
        report = Report.objects.get()
        read = writing.stamp_of_texts(report)
        told = {"review": one.review, "about": "Now.", "thanks": ""}
        writing.write(**told, summary="Mine.", read=read, by=one.peer)
        writing.write(**told, summary="Mine.", read=read, by=one.peer)
        with pytest.raises(Stale):
            writing.write(**told, summary="Theirs.", read=read, by=one.manager)
        report.refresh_from_db()
        assert (report.summary, report.revision) == ("Mine.", 2)

    def test_nobody_who_was_heard_is_named(self):
        one = a_review_at(S.DRAFTING)
        AttendeeFactory(review=one.review, name="Zebedee Quill")
        with pytest.raises(Refused):
            writing.write(
                review=one.review, summary="As Zebedee Quill said.", about="x", thanks="", read="", by=one.peer
            )
        assert "Zebedee" not in Report.objects.get().summary

    def test_hosts_never_write_it_and_nobody_does_once_it_left(self):
        one = a_review_at(S.FACT_CHECK)
        for user in (one.host, one.peer, one.manager, UserFactory()):
            with pytest.raises(NotAllowed):
                writing.write(review=one.review, summary="x", about="x", thanks="", read="", by=user)


class TestTheDraft:
    def test_it_holds_what_was_written_and_signed_and_nothing_else(self):
        one = a_review_at(S.DRAFTING)
        one.findings[1].state = FindingState.WITHDRAWN
        one.findings[1].save()
        edition = editions.send_to_hosts(review=one.review, by=one.manager)
        heads = [(row.kind, row.anchor, row.title) for row in edition.passages.all() if row.title]
        assert heads == [
            ("heading", "summary", "Summary"),
            ("heading", "about", "How the review was done"),
            ("heading", "strengths", "Strengths"),
            ("finding", "S1", "Partners meet weekly"),
            ("sources", "", "Document; Data"),
            ("heading", "recommendations", "Recommendations"),
            ("finding", "R1", "Share one data set"),
            ("sources", "", "Document; Data"),
            ("finding", "R2", "Pay carers’ travel"),
            ("sources", "", "Document; Data"),
            ("heading", "thanks", "Thanks"),
        ]
        assert texts(edition)[:3] == [
            "The system is in good heart. It spends £3.5 m a year, e.g. on beds.",
            "Partners meet.",
            "Carers are heard.",
        ]
        assert set(Sentence.objects.filter(is_judgement=True).values_list("text", flat=True)) == {
            "Partners decide together.",
            "Use one data set.",
            "Pay what carers spend to come.",
        }
        one.review.refresh_from_db()
        assert one.review.state == S.FACT_CHECK

    def test_what_is_missing_is_told_and_nothing_is_pinned(self):
        one = a_review_at(S.DRAFTING)
        Report.objects.update(about="")
        with pytest.raises(Refused, match="Write the summary, and how the review was done"):
            editions.send_to_hosts(review=one.review, by=one.manager)
        assert Edition.objects.count() == 0

    def test_it_is_sent_from_its_own_page_by_a_manager_once(self):
        one = a_review_at(S.DRAFTING)
        with pytest.raises(Refused, match="Send the draft from the page of the report"):
            move_on(review=one.review, verb="check_facts", actor=one.manager)
        for user in (one.host, one.peer):
            with pytest.raises(NotAllowed):
                editions.send_to_hosts(review=one.review, by=user)
        editions.send_to_hosts(review=one.review, by=one.manager)
        with pytest.raises(Refused):
            editions.send_to_hosts(review=one.review, by=one.manager)
        assert Edition.objects.count() == 1

    def test_the_leads_of_the_hosts_are_told_once_with_their_day(self):
        one = a_review_at(S.DRAFTING)
        HostPersonFactory(host=one.person.host, email="colleague@example.org")
        DutyFactory(review=one.review, kind=DutyKind.FACT_CHECK, due_on=date(2027, 3, 4))
        editions.send_to_hosts(review=one.review, by=one.manager)
        (told,) = Message.objects.filter(kind="peer_review.fact_check")
        assert told.to == one.person.email.lower()
        assert "by 4 March 2027" in told.text
        assert f"/peer-reviews/{one.review}/report/draft/" in told.text

    def test_its_preview_is_what_is_pinned(self):
        one = a_review_at(S.DRAFTING)
        preview = [(part.kind, part.anchor, part.title, part.text) for part in composed(one.review)]
        pinned = parts_of(editions.send_to_hosts(review=one.review, by=one.manager))
        assert [(part.kind, part.anchor, part.title, part.text) for part in pinned] == preview


class TestTheFinal:
    def test_publishing_before_the_fact_check_is_refused_in_words(self):
        one = a_review_at(S.DRAFTING)
        with pytest.raises(Refused, match="This can't be done now: it is drafting"):
            move_on(review=one.review, verb="publish", actor=one.manager)

    def test_only_accepted_errors_differ_from_what_the_hosts_read(self):
        one = a_review_at(S.FACT_CHECK)
        accepted = commented(one)
        refused = commented(one, "No fund pays for it.")
        with pytest.raises(Refused, match="2 comments on the facts are not decided yet"):
            editions.make_final(review=one.review, by=one.manager)
        right = "The board met 11 times in 2025."
        checking.accept(comment=accepted, because="The minutes say so.", corrected=right, by=one.manager)
        checking.refuse(comment=refused, because="We saw none.", by=one.manager)
        draft = texts(draft_of(one.review))
        final = finish(one)
        assert texts(final) == [right if one == "The board met 12 times in 2025." else one for one in draft]
        assert texts(draft_of(one.review)) == draft
        one.findings[0].refresh_from_db()
        assert one.findings[0].because == right
        one.review.refresh_from_db()
        assert one.review.state == S.FINAL

    def test_of_two_accepted_errors_in_a_sentence_the_last_counts(self):
        one = a_review_at(S.FACT_CHECK)
        for number in (11, 10):
            right = f"The board met {number} times in 2025."
            checking.accept(comment=commented(one), because="Minutes.", corrected=right, by=one.manager)
        assert "The board met 10 times in 2025." in texts(finish(one))
        one.findings[0].refresh_from_db()
        assert one.findings[0].because == "The board met 10 times in 2025."

    def test_a_correction_names_nobody_who_was_heard(self):
        one = a_review_at(S.FACT_CHECK)
        AttendeeFactory(review=one.review, name="Zebedee Quill")
        comment = commented(one)
        with pytest.raises(Refused):
            checking.accept(comment=comment, because="So.", corrected="Zebedee Quill counted 11.", by=one.manager)
        comment.refresh_from_db()
        assert (comment.state, comment.corrected) == ("open", "")

    def test_nobody_but_a_manager_decides(self):
        one = a_review_at(S.FACT_CHECK)
        comment = commented(one)
        for user in (one.host, one.peer, UserFactory()):
            with pytest.raises(NotAllowed):
                checking.refuse(comment=comment, because="No.", by=user)
        with pytest.raises(Refused, match="Give a reason"):
            checking.refuse(comment=comment, because=" ", by=one.manager)

    def test_a_finding_that_is_written_anew_later_changes_no_edition(self):
        one = a_review_at(S.FACT_CHECK)
        one.findings[0].text = "Quite another judgement."
        one.findings[0].save()
        assert "Quite another judgement." not in texts(finish(one))

    def test_it_is_made_from_its_own_page_once(self):
        one = a_review_at(S.FACT_CHECK)
        with pytest.raises(Refused, match="Make the report final on its own page"):
            move_on(review=one.review, verb="finish", actor=one.manager)
        finish(one)
        one.review.refresh_from_db()
        with pytest.raises(Refused):
            editions.make_final(review=one.review, by=one.manager)
        assert Edition.objects.filter(kind=EditionKind.FINAL).count() == 1


class TestTheDatabase:
    @pytest.mark.parametrize(
        "change",
        [
            lambda edition: Edition.objects.filter(pk=edition.pk).update(number=9),
            lambda edition: Edition.objects.filter(pk=edition.pk)._raw_delete("default"),
            lambda edition: Passage.objects.filter(edition=edition).update(title="Other"),
            lambda edition: Passage.objects.create(edition=edition, position=900, kind="paragraph"),
            lambda edition: Sentence.objects.filter(passage__edition=edition).update(text="Other."),
            lambda edition: Sentence.objects.filter(passage__edition=edition)._raw_delete("default"),
            lambda edition: Sentence.objects.create(passage=edition.passages.last(), position=9, text="More."),
        ],
    )
    def test_it_refuses_every_change_to_an_edition(self, change):
        edition = final_of(a_review_at(S.FINAL).review)
        with pytest.raises(DatabaseError, match="an edition of a report is never changed"), transaction.atomic():
            change(edition)

    def test_what_was_done_is_logged_without_words(self):
        one = a_review_at(S.FINAL)
        entries = audit.entries_about(Report.objects.get())
        assert [row.action for row in entries] == ["report.write", "report.make_edition", "report.make_edition"]
        assert "good heart" not in str(list(audit.Entry.objects.values_list("details", flat=True)))
        assert one.review.state == S.FINAL


class TestTakingBack:
    def test_it_has_a_reason_and_is_a_managers(self):
        one = a_review_at(S.PUBLISHED)
        for user in (one.host, UserFactory()):
            with pytest.raises((NotAllowed, Refused)):
                editions.take_back(review=one.review, because="Wrong figures.", by=user)
        with pytest.raises(Refused, match="Give a reason"):
            editions.take_back(review=one.review, because=" ", by=one.manager)
        editions.take_back(review=one.review, because="Wrong figures.", by=one.manager)
        again = editions.take_back(review=one.review, because="Another reason.", by=one.manager)
        assert again.withdrawn_because == "Wrong figures."

    def test_one_that_is_not_published_can_not_be(self):
        one = a_review_at(S.FINAL)
        with pytest.raises(Refused, match="only one that is published"):
            editions.take_back(review=one.review, because="Wrong.", by=one.manager)
