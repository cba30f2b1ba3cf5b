import pytest
from django.utils import timezone
from django.utils.formats import date_format

from core import audit
from core.errors import NotAllowed, Refused
from evidence.publication.domain.publish import publish_submission, unpublish
from evidence.publication.domain.screen import assign, decide
from evidence.submissions.enums import SubmissionState as S
from tests.factories import (
    AttachmentFactory,
    CallPageFactory,
    RedactionFactory,
    SubmissionFactory,
    UserFactory,
    published,
)

pytestmark = pytest.mark.django_db
DESK = "/desk/"


@pytest.fixture
def browser(signed_in, secretariat):
    return signed_in(secretariat)


def references(response):
    return [line.submission.reference for line in response.context["lines"]]


def test_the_desk_is_for_the_secretariat_alone(client, signed_in):
    assert client.get(DESK).status_code == 302
    refused = signed_in(UserFactory(auditor=True)).get(DESK)
    assert refused.status_code == 403
    assert "The desk is for the secretariat of a review." in refused.text


@pytest.mark.parametrize(
    ("view", "states"),
    [
        ("to-read", {S.RECEIVED, S.SCREENING}),
        ("clarification", {S.CLARIFICATION}),
        ("ready", {S.READY}),
        ("published", {S.PUBLISHED}),
        ("not-published", {S.NOT_PUBLISHED}),
        ("withdrawn", {S.WITHDRAWN}),
        ("all", set(S) - {S.DRAFT}),
    ],
)
def test_each_view_holds_its_states_and_counts_them(browser, view, states):
    for state in S:
        SubmissionFactory(state=state)
    response = browser.get(DESK, {"view": view})
    assert {line.submission.state for line in response.context["lines"]} == states
    counted = {one["url"]: one["count"] for one in response.context["views"]}
    assert counted[f"?view={view}"] == str(len(states))


def test_mine_are_those_given_to_me_that_still_need_work(browser, secretariat):
    mine = SubmissionFactory(state=S.SCREENING, assigned_to=secretariat)
    SubmissionFactory(state=S.PUBLISHED, assigned_to=secretariat)
    SubmissionFactory(state=S.SCREENING)
    assert references(browser.get(DESK, {"view": "mine"})) == [mine.reference]


def test_to_check_are_those_with_marks_of_others(browser, secretariat):
    theirs, own = (SubmissionFactory(state=S.SCREENING, texts=["Some words"]) for _ in range(2))
    RedactionFactory(answer_version=theirs.current.answers.get())
    RedactionFactory(answer_version=own.current.answers.get(), made_by=secretariat)
    with_file = SubmissionFactory(state=S.SCREENING)
    RedactionFactory(attachment=AttachmentFactory(submission=with_file))
    assert references(browser.get(DESK, {"view": "to-check"})) == [theirs.reference, with_file.reference]


def test_a_withdrawn_draft_never_reaches_the_desk(browser):
    SubmissionFactory(state=S.DRAFT)
    draft = SubmissionFactory(state=S.DRAFT)
    type(draft).objects.filter(pk=draft.pk).update(state=S.WITHDRAWN)
    assert references(browser.get(DESK, {"view": "all"})) == []


def test_filters_narrow_the_queue(browser, secretariat):
    plain = SubmissionFactory(state=S.RECEIVED)
    risky = SubmissionFactory(state=S.RECEIVED, risk=7, assigned_to=secretariat)
    body = SubmissionFactory(state=S.RECEIVED, for_organisation=True)
    AttachmentFactory(submission=body)
    for query, expected in [
        ({"care": "high"}, [risky]),
        ({"care": "low"}, [plain, body]),
        ({"kind": "organisation"}, [body]),
        ({"with": "nobody"}, [plain, body]),
        ({"with": str(secretariat.pk)}, [risky]),
        ({"files": "yes"}, [body]),
        ({"files": "no"}, [plain, risky]),
        ({"call": plain.call.code}, [plain]),
        ({"order": "risk"}, [risky, plain, body]),
        ({"order": "newest"}, [body, risky, plain]),
        ({"call": "CFE999", "care": "odd", "with": "x"}, [plain, risky, body]),
    ]:
        assert references(browser.get(DESK, query)) == [one.reference for one in expected], query


def test_the_desk_asks_as_much_for_three_as_for_one(browser, django_assert_num_queries):
    call = CallPageFactory()
    browser.get(DESK)  # the first visit of a session also writes it down
    for number in (1, 2):
        for _ in range(number):
            submission = SubmissionFactory(call=call, state=S.RECEIVED, assigned_to=UserFactory(secretariat=True))
            AttachmentFactory(submission=submission)
        with django_assert_num_queries(13):
            browser.get(DESK)


def test_an_empty_desk_says_how_things_get_here(browser):
    assert "Submissions come to the desk the moment they are sent." in browser.get(DESK).text


def test_one_takes_a_submission_and_it_is_logged(browser, secretariat):
    submission = SubmissionFactory(state=S.RECEIVED)
    response = browser.post("/desk/hand-out/", {"take": submission.reference, "back": "/desk/?view=all"})
    submission.refresh_from_db()
    assert (response["Location"], submission.assigned_to) == ("/desk/?view=all", secretariat)
    entry = audit.entries_about(submission).last()
    assert (entry.action, entry.details) == ("submission.assign", {"to": secretariat.audit_name})


def test_several_are_given_to_somebody_at_once(browser):
    colleague = UserFactory(secretariat=True)
    chosen = [SubmissionFactory(state=S.RECEIVED) for _ in range(2)]
    left = SubmissionFactory(state=S.RECEIVED)
    given = {"chosen": [one.reference for one in chosen], "to": str(colleague.pk)}
    browser.post("/desk/hand-out/", given)
    assert set(colleague.assigned_submissions.all()) == set(chosen)
    left.refresh_from_db()
    assert left.assigned_to is None
    browser.post("/desk/hand-out/", {**given, "to": "nobody"})
    assert not colleague.assigned_submissions.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"to": "nobody"}, "Choose at least one submission"),
        ({"chosen": ["CFE1-0001"], "to": "nobody"}, "Choose at least one submission"),
    ],
)
def test_handing_out_nothing_says_so(browser, given, said):
    assert said in browser.post("/desk/hand-out/", given, follow=True).text


def test_the_way_back_never_leads_elsewhere(browser):
    submission = SubmissionFactory(state=S.RECEIVED)
    for back in ("https://elsewhere.example/desk/", "//elsewhere.example/desk/", "/admin/"):
        response = browser.post("/desk/hand-out/", {"take": submission.reference, "back": back})
        assert response["Location"] == "/desk/"


def test_only_the_secretariat_shares_out_and_only_among_itself(secretariat):
    submission = SubmissionFactory(state=S.RECEIVED)
    with pytest.raises(NotAllowed):
        assign(submissions=[submission], to=secretariat, by=UserFactory(auditor=True))
    with pytest.raises(Refused, match="belongs to the secretariat"):
        assign(submissions=[submission], to=UserFactory(), by=secretariat)


def test_the_ready_are_published_together_and_the_others_named(browser):
    good = SubmissionFactory(state=S.READY, texts=["Words"])
    bad = SubmissionFactory(state=S.READY, publishing="not_at_all")
    asked = browser.post("/desk/publish/", {"chosen": [good.reference, bad.reference]})
    assert "Publish 2 submissions?" in asked.text
    assert "The respondent asked that this is not published." in asked.text
    good.refresh_from_db()
    assert good.state == S.READY
    seen = {f"seen-{one.submission.reference}": one.seen for one in asked.context["previews"]}
    chosen = {"chosen": [good.reference, bad.reference], "confirmed": "yes"}
    page = browser.post("/desk/publish/", chosen | seen, follow=True)
    good.refresh_from_db()
    assert good.state == S.PUBLISHED
    assert "1 submission is published." in page.text
    assert f"{bad.reference}: The respondent asked that this is not published." in page.text


def test_nothing_is_published_together_without_a_look(browser):
    good = SubmissionFactory(state=S.READY, texts=["Words"])
    page = browser.post("/desk/publish/", {"chosen": [good.reference], "confirmed": "yes"}, follow=True)
    good.refresh_from_db()
    assert good.state == S.READY
    assert f"{good.reference}: It has changed since you looked at the preview." in page.text


def test_a_page_of_the_desk_past_the_end_shows_the_last(browser):
    submission = SubmissionFactory(state=S.RECEIVED)
    assert references(browser.get(DESK, {"page": "99"})) == [submission.reference]


def test_what_was_taken_back_says_so_in_the_list_and_before_it_is_published_with_others(browser, secretariat, client):
    edition = published()
    row = unpublish(submission=edition.submission, by=secretariat, reason="A name was overlooked")
    said = f"Taken back on {date_format(timezone.localdate(), 'j F Y')}: A name was overlooked"
    assert references(browser.get(DESK, {"view": "ready"})) == []
    assert said in browser.get(DESK, {"view": "to-read"}).text
    assert said in browser.get(f"/desk/{row.reference}/").text
    decide(submission=row, verb="make_ready", by=secretariat)
    assert said in browser.post("/desk/publish/", {"chosen": row.reference}).text
    publish_submission(submission=row, by=secretariat)
    assert said not in browser.get(DESK, {"view": "published"}).text
    page = browser.get(f"/desk/{row.reference}/").text
    assert f'href="/evidence/{row.reference}/"' in page
    assert "As the public sees it" in page
