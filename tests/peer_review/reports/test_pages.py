"""The pages of a report: who reads what at which stage, what each form says, and how many queries each costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.forms.looks import shape_of
from peer_review.reports.domain import editions
from peer_review.reports.models import Action, FactComment, Progress, Report, Sentence
from peer_review.reviews.enums import DutyKind
from peer_review.reviews.enums import ReviewState as S
from tests.factories import UserFactory
from tests.peer_review.reports.factories import STEPS, a_review_at, a_signed_finding, finish
from tests.peer_review.reviews.factories import DutyFactory, HostPersonFactory

pytestmark = pytest.mark.django_db
AT_MOST = 15
PAGES = ("report", "plan", "progress", "desk", "write", "send", "finish", "take_back", "feedback", "draft", "log")


def page(name, one, *args):
    return reverse(f"peer_reports:{name}", args=[one.review.reference, *args])


def readers(one):
    observer = HostPersonFactory(host=one.person.host, user=UserFactory(), is_observer=True).user
    return {"manager": one.manager, "peer": one.peer, "host": one.host, "observer": observer, "stranger": UserFactory()}


def statuses(one, browser, user):
    client = browser(user)
    return {name: client.get(page(name, one)).status_code for name in PAGES}


class TestWhoReadsWhat:
    @pytest.mark.parametrize(
        ("state", "who", "open_pages"),
        [
            (S.DRAFTING, "manager", {"desk", "write", "send", "finish", "feedback", "draft", "log"}),
            (S.DRAFTING, "peer", {"desk", "write", "feedback", "draft", "log"}),
            (S.DRAFTING, "host", {"desk", "feedback"}),
            (S.DRAFTING, "observer", {"desk"}),
            (S.FACT_CHECK, "host", {"desk", "feedback", "draft", "log"}),
            (S.FACT_CHECK, "peer", {"desk", "feedback", "draft", "log"}),
            (S.FINAL, "host", {"report", "plan", "desk", "feedback", "draft", "log"}),
            (S.FINAL, "observer", {"report", "desk"}),
            (S.PUBLISHED, "peer", {"report", "desk", "feedback", "draft", "log"}),
            (S.PUBLISHED, "observer", {"report", "desk"}),
            (S.ACTION_PLAN, "observer", {"report", "plan", "desk"}),
            (S.PROGRESS, "host", {"report", "plan", "progress", "desk", "feedback", "draft", "log"}),
            (S.CLOSED, "observer", {"report", "plan", "progress", "desk"}),
        ],
    )
    def test_inside(self, signed_in, state, who, open_pages):
        one = a_review_at(state)
        found = statuses(one, signed_in, readers(one)[who])
        assert {name for name, status in found.items() if status == 200} == open_pages
        assert {status for status in found.values() if status != 200} == {403}

    @pytest.mark.parametrize(
        ("state", "open_pages"),
        [
            (S.DRAFTING, set()),
            (S.FACT_CHECK, set()),
            (S.FINAL, set()),
            (S.PUBLISHED, {"report"}),
            (S.ACTION_PLAN, {"report", "plan"}),
            (S.PROGRESS, {"report", "plan"}),
            (S.CLOSED, {"report", "plan", "progress"}),
        ],
    )
    def test_everybody(self, client, signed_in, state, open_pages):
        one = a_review_at(state)
        found = {name: client.get(page(name, one)).status_code for name in PAGES}
        assert {name for name, status in found.items() if status == 200} == open_pages
        assert {status for status in found.values() if status != 200} == {302}
        strangers = statuses(one, signed_in, readers(one)["stranger"])
        assert {name for name, status in strangers.items() if status == 200} == open_pages
        assert {status for status in strangers.values() if status != 200} == {404}

    def test_a_report_that_is_not_published_is_kept_out_of_caches_and_indexes(self, signed_in, client):
        one = a_review_at(S.FINAL)
        answer = signed_in(one.host).get(page("report", one))
        assert "no-store" in answer["Cache-Control"]
        assert b"noindex" in answer.content
        published = client.get(page("report", a_review_at(S.PUBLISHED)))
        assert published["Cache-Control"] == "no-cache"
        assert b"noindex" not in published.content


class TestTheReport:
    def test_it_has_contents_numbered_paragraphs_and_an_address_for_each_finding(self, client):
        one = a_review_at(S.PUBLISHED)
        text = client.get(page("report", one)).content.decode()
        for part in (
            'href="#strengths"',
            'id="R2"',
            'id="p1"',
            "<li>Partners meet.</li>",
            "The board met 12 times in 2025.",
        ):
            assert part in text

    def test_a_late_one_says_so_with_the_reason_of_the_hosts(self, client):
        one = a_review_at(S.PUBLISHED)
        due = timezone.localdate() - timedelta(days=3)
        facts = {"due_on": due, "done_on": timezone.localdate(), "late_because": "An election came between."}
        DutyFactory(review=one.review, kind=DutyKind.REPORT, **facts)
        text = client.get(page("report", one)).content.decode()
        assert "3 days late" in text
        assert "An election came between." in text

    def test_a_finding_named_in_a_text_is_a_link_while_it_is_public(self, client):
        one = a_review_at(S.PUBLISHED)
        other = a_review_at(S.DRAFTING)
        Report.objects.filter(review=other.review).update(summary=f"As {one.review.reference} R2 says.", about="So.")
        browser_page = page("report", other)
        for step in ("send", "finish"):
            STEPS[step](other)
            other.review.refresh_from_db()
        client.force_login(other.manager)
        link = f'<a href="{page("report", one)}#R2"'
        assert link in client.get(browser_page).content.decode()
        editions.take_back(review=one.review, because="Wrong.", by=one.manager)
        assert link not in client.get(browser_page).content.decode()

    def test_one_taken_back_is_gone_with_its_reason_and_all_that_quotes_it(self, client, committing):
        with committing():
            one = a_review_at(S.CLOSED)
        final = one.review.report.editions.get(kind="final")
        addresses = [
            page("report", one),
            page("plan", one),
            page("progress", one),
            page("file", one, final.number, "pdf"),
        ]
        answers = [client.get(address) for address in addresses]
        assert [answer.status_code for answer in answers] == [200] * 4
        assert b"".join(answers[-1]).startswith(b"%PDF-")
        editions.take_back(review=one.review, because="The figures were of another system.", by=one.manager)
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code == 410
            assert b"The figures were of another system." in answer.content
            assert b"Share one data set" not in answer.content


class TestWriting:
    def test_a_stale_form_shows_both_texts(self, signed_in):
        one = a_review_at(S.DRAFTING)
        browser = signed_in(one.peer)
        form = browser.get(page("write", one)).context["form"]
        sent = {"summary": "Mine.", "about": "a", "thanks": "", "after": form.initial["after"]}
        Report.objects.update(summary="Theirs, meanwhile.")
        answer = browser.post(page("write", one), sent)
        assert answer.status_code == 200
        assert "Theirs, meanwhile." in answer.content.decode()
        assert "Mine." in answer.content.decode()
        again = {**sent, "after": answer.context["form"].data["after"]}
        assert browser.post(page("write", one), again).status_code == 302
        assert Report.objects.get().summary == "Mine."

    def test_sending_says_what_is_missing(self, signed_in):
        one = a_review_at(S.DRAFTING)
        Report.objects.update(summary="")
        answer = signed_in(one.manager).get(page("send", one))
        assert "Write the summary, and how the review was done." in answer.content.decode()
        assert "Send the draft from the page" not in answer.content.decode()

    def test_the_manager_sends_it(self, signed_in):
        one = a_review_at(S.DRAFTING)
        browser = signed_in(one.manager)
        assert browser.post(page("send", one)).status_code == 302
        one.review.refresh_from_db()
        assert one.review.state == S.FACT_CHECK


class TestTheFactCheck:
    def test_a_judgement_is_not_theirs_to_edit_and_the_form_says_so(self, signed_in):
        one = a_review_at(S.FACT_CHECK)
        sentence = Sentence.objects.get(text="Partners decide together.")
        browser = signed_in(one.host)
        answer = browser.get(page("comment", one, sentence.pk))
        assert "It is not the hosts’ to edit." in answer.content.decode()
        assert b"<textarea" not in answer.content
        facts = {"error": "No.", "proof": "x", "key": "00000000-0000-4000-8000-000000000001"}
        refused = browser.post(page("comment", one, sentence.pk), facts)
        assert refused.status_code == 200
        assert FactComment.objects.count() == 0

    def test_sent_twice_it_is_one(self, signed_in):
        one = a_review_at(S.FACT_CHECK)
        DutyFactory(review=one.review, kind=DutyKind.FACT_CHECK)
        sentence = Sentence.objects.get(text="The board met 12 times in 2025.")
        browser = signed_in(one.host)
        assert b"Please say so by" in browser.get(page("draft", one)).content
        form = browser.get(page("comment", one, sentence.pk)).context["form"]
        sent = {"error": "11 times.", "proof": "Minutes.", "key": str(form["key"].value())}
        for _again in range(2):
            assert browser.post(page("comment", one, sentence.pk), sent).status_code == 302
        assert FactComment.objects.count() == 1
        assert b"11 times." in browser.get(page("log", one)).content

    def test_proof_is_asked_for_beside_the_field(self, signed_in):
        one = a_review_at(S.FACT_CHECK)
        sentence = Sentence.objects.get(text="The board met 12 times in 2025.")
        answer = signed_in(one.host).post(page("comment", one, sentence.pk), {"error": "11 times."})
        assert answer.context["form"].errors["proof"] == ["Enter what proves it"]

    def test_a_manager_decides_and_a_host_reads_why(self, signed_in):
        one = a_review_at(S.FACT_CHECK)
        sentence = Sentence.objects.get(text="The board met 12 times in 2025.")
        host, manager = signed_in(one.host), signed_in(one.manager)
        key = "00000000-0000-4000-8000-000000000002"
        host.post(page("comment", one, sentence.pk), {"error": "11 times.", "proof": "Minutes.", "key": key})
        comment = FactComment.objects.get()
        assert host.get(page("accept", one, comment.pk)).status_code == 403
        assert "12 times" in manager.get(page("accept", one, comment.pk)).content.decode()
        told = {"because": "The minutes say so.", "corrected": "The board met 11 times in 2025."}
        assert manager.post(page("accept", one, comment.pk), told).status_code == 302
        text = host.get(page("log", one)).content.decode()
        assert "The minutes say so." in text
        assert "The board met 11 times in 2025." in text
        assert "decided already" in manager.get(page("refuse", one, comment.pk)).content.decode()


class TestTheActionPlan:
    def facts(self, **changes):
        day = timezone.localdate() + timedelta(days=90)
        told = {"what": "Buy one.", "owner": "Director of data", "stands": "not_begun", "due_on_day": day.day}
        return {**told, "due_on_month": day.month, "due_on_year": day.year, **changes}

    def test_sent_twice_an_action_is_one_and_a_stale_change_is_told(self, signed_in):
        one = a_review_at(S.FINAL)
        browser = signed_in(one.host)
        add = page("add_action", one, one.findings[2].pk)
        sent = self.facts(key=str(browser.get(add).context["form"]["key"].value()))
        for _again in range(2):
            assert browser.post(add, sent).status_code == 302
        action = Action.objects.get()
        change = page("change_action", one, action.pk)
        form = browser.get(change).context["form"]
        Action.objects.update(what="Build one.")
        answer = browser.post(change, self.facts(what="Rent one.", after=form.initial["after"]))
        assert "Build one." in answer.content.decode()
        assert Action.objects.get().what == "Build one."

    def test_one_that_is_not_taken_on_says_why_and_needs_no_day(self, signed_in):
        one = a_review_at(S.FINAL)
        browser = signed_in(one.host)
        add = page("add_action", one, one.findings[2].pk)
        form = browser.get(add).context["form"]
        key = str(form["key"].value())
        # What some answers need is not called optional: its hint says when it may stay empty.
        assert {name for name in form.fields if shape_of(form[name]).is_optional} == {"owner_host", "evidence"}
        no_day = {"due_on_day": "", "due_on_month": "", "due_on_year": "", "key": key}
        answer = browser.post(add, self.facts(stands="not_taken", **no_day))
        assert list(answer.context["form"].errors) == ["because"]
        assert browser.post(add, self.facts(stands="under_way", **no_day)).context["form"].errors["due_on"]
        told = self.facts(stands="not_taken", because="The law forbids it.", **no_day)
        assert browser.post(add, told).status_code == 302

    def test_an_action_answers_a_recommendation_of_this_review(self, signed_in):
        one, other = a_review_at(S.FINAL), a_review_at(S.FINAL)
        browser = signed_in(one.host)
        assert browser.get(page("add_action", one, one.findings[0].pk)).status_code == 404
        assert browser.get(page("add_action", one, other.findings[2].pk)).status_code == 404

    def test_where_it_stands_is_told_after_it_is_published(self, signed_in, client):
        one = a_review_at(S.ACTION_PLAN)
        action = Action.objects.first()
        browser = signed_in(one.host)
        assert browser.get(page("change_action", one, action.pk)).status_code == 403
        stand = page("stand", one, action.pk)
        assert signed_in(one.peer).get(stand).status_code == 403
        after = browser.get(stand).context["form"].initial["after"]
        told = {"stands": "done", "because": "", "evidence": "It is in use.", "after": after}
        assert browser.post(stand, told).status_code == 302
        assert "It is in use." in client.get(page("plan", one)).content.decode()


class TestProgress:
    def test_each_side_tells_its_own(self, signed_in, client):
        one = a_review_at(S.PROGRESS)
        finding = one.findings[2].pk
        host, peer = signed_in(one.host), signed_in(one.peer)
        assert peer.get(page("hosts_tell", one, finding)).status_code == 403
        assert host.get(page("team_tells", one, finding)).status_code == 403
        after = {
            side: browser.get(page(side, one, finding)).context["form"].initial["after"]
            for side, browser in (("hosts_tell", host), ("team_tells", peer))
        }
        empty = host.post(page("hosts_tell", one, finding), {"after": after["hosts_tell"]}).context["form"].errors
        assert empty == {"text": ["Enter what became of it"], "stands": ["Select where it stands"]}
        told = {"text": "It was bought.", "stands": "done", "after": after["hosts_tell"]}
        assert host.post(page("hosts_tell", one, finding), told).status_code == 302
        said = {
            "text": "We saw it.",
            "after": after["team_tells"],
        }  # the hosts saved meanwhile, and that is no conflict
        assert peer.post(page("team_tells", one, finding), said).status_code == 302
        stale = host.post(page("hosts_tell", one, finding), {**told, "text": "Another."})
        assert "It was bought." in stale.content.decode()
        row = Progress.objects.get()
        assert (row.hosts_say, row.standing, row.team_says) == ("It was bought.", "done", "We saw it.")


class TestQueries:
    @pytest.mark.parametrize("name", ["report", "plan", "progress", "desk", "draft", "log", "feedback"])
    def test_they_are_as_many_for_more_findings(self, signed_in, name):
        few, many = (self.asked(signed_in, name, more) for more in (0, 8))
        assert few == many
        assert few <= AT_MOST, "\n".join(self.told)

    def asked(self, browser, name, more):
        one = a_review_at(S.DRAFTING)
        for number in range(more):
            facts = {"kind": "recommendation", "number": number + 10, "because": "The board met."}
            a_signed_finding(one.findings[0].written_by, **facts)
        editions.send_to_hosts(review=one.review, by=one.manager)
        sentences = Sentence.objects.filter(passage__edition__report__review=one.review, is_judgement=False)
        for sentence in list(sentences)[: 1 + more]:
            facts = {"error": "No.", "proof": "x", "state": "refused", "decided_because": "It is so."}
            FactComment.objects.create(
                sentence=sentence, person=one.person, decided_by=one.manager, decided_at=timezone.now(), **facts
            )
        one.review.refresh_from_db()
        finish(one)
        type(one.review).objects.filter(pk=one.review.pk).update(
            state=S.PROGRESS, published_at=timezone.now(), published_by=one.manager, plan_published_at=timezone.now()
        )
        client = browser(one.manager)
        client.get(page(name, one))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page(name, one)).status_code == 200
        self.told = [one["sql"][:200] for one in queries.captured_queries]
        return len(queries)
