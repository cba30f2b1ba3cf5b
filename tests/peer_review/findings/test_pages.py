"""The pages of findings, for the team that makes them."""

from uuid import uuid4

import pytest
from django.urls import reverse

from core.disclosure import PUBLIC, Audience, Viewer, disclose
from peer_review.assessments.domain.judging import write_judgement
from peer_review.findings.disclosure import KnownFinding
from peer_review.findings.models import Finding
from peer_review.findings.queries.waiting import waiting_for
from peer_review.reviews.disclosure import reader_of
from peer_review.reviews.enums import ReviewState
from peer_review.reviews.models import Review
from tests.factories import UserFactory
from tests.peer_review.assessments.team import Team, all_in, put, team, user_of
from tests.peer_review.findings.factories import FindingFactory
from tests.peer_review.findings.here import begun, seconded, signed_off, withdraw_item
from tests.peer_review.notes.factories import NoteFactory
from tests.peer_review.reviews.factories import HostFactory, HostPersonFactory
from tests.peer_review.visits.factories import AttendeeFactory, MeetingFactory

pytestmark = pytest.mark.django_db

SECRET = "the zinnia ward rota"


@pytest.fixture
def here(db) -> Team:
    return team(peers=3)


def at(name, here, finding=None):
    return reverse(f"peer_findings:{name}", args=[here.review.reference, *([finding.pk] if finding else [])])


def form(here, **more):
    said = {"kind": "strength", "line": here.line.pk, "name": "They meet", "text": "They meet weekly.", "because": ""}
    return {**said, "key": str(uuid4()), **more}


def test_a_finding_is_made_of_a_judgement_in_two_taps(here, signed_in):
    all_in(here)
    write_judgement(review=here.review, line=here.line, text="They meet weekly.", read=0, by=here.user(0))
    browser = signed_in(here.user(0))
    url = f"{at('new', here)}?line={here.line.pk}"
    assert url in browser.get(reverse("peer_board:line", args=[here.review.reference, here.line.pk])).content.decode()
    assert "They meet weekly." in browser.get(url).content.decode()
    sent = form(here, cites="on")
    for _ in range(2):
        answer = browser.post(url, sent)
    row = Finding.objects.get()
    assert (answer.url, row.citations.count()) == (at("one", here, row), 2)


def test_the_judgement_proposes_nothing_to_whoever_may_not_read_it(here, signed_in):
    put(here, 0)
    write_judgement(review=here.review, line=here.line, text=SECRET, read=0, by=here.user(0))
    url = f"{at('new', here)}?line={here.line.pk}"
    assert SECRET not in signed_in(here.user(1)).get(url).content.decode()


def test_a_name_is_refused_beside_its_field_and_nothing_is_lost(here, signed_in):
    AttendeeFactory(review=here.review, name="Ned Sample")
    page = signed_in(here.user(0)).post(at("new", here), form(here, text="Ned Sample said so.")).content.decode()
    assert "Nobody who was heard is named here. Take out: Ned Sample." in page
    assert "Ned Sample said so.</textarea>" in page
    assert Finding.objects.count() == 0


def test_what_may_be_done_is_offered_to_who_may_do_it(here, signed_in):
    row = seconded(here)
    pages = {user: signed_in(user).get(at("one", here, row)).content.decode() for user in (here.user(2), here.manager)}
    assert ["Sign it off" in page for page in pages.values()] == [False, True]
    answer = signed_in(here.manager).post(at("act", here, row), {"do": "sign", "read": row.revision}, follow=True)
    assert "The finding is signed off." in answer.content.decode()
    assert signed_in(here.manager).post(at("act", here, row), {"do": "burn"}).status_code == 404


def test_whoever_writes_can_read_the_language_guide(here, signed_in):
    browser, row = signed_in(here.user(0)), begun(here)
    for address in (reverse("peer_findings:new", args=[here.review.reference]), at("write", here, row)):
        page = browser.get(address).content.decode()
        assert "Language guide" in page
        assert "inadequate, outstanding" in page
        assert "Other words send the finding back" not in page


def test_hints_and_warnings_stand_beside_the_text(here, signed_in):
    row = begun(here, cites=1, text="The board is outstanding.")
    page = signed_in(here.user(0)).get(at("one", here, row)).content.decode()
    assert "“outstanding”: It reads as a grade." in page
    assert "It rests on fewer than two items" in page
    answer = signed_in(here.user(0)).post(at("act", here, row), {"do": "hand_in"}, follow=True).content.decode()
    assert "It rests on fewer than two items of evidence. Cite another, or leave it in draft." in answer


def test_a_stale_form_shows_what_stands_and_keeps_what_was_typed(here, signed_in):
    row = begun(here)
    write = at("write", here, row)
    signed_in(here.user(1)).post(write, form(here, text="Theirs.", after="1"))
    page = signed_in(here.user(0)).post(write, form(here, text="Mine.", after="1")).content.decode()
    assert ("Theirs." in page, "Mine.</textarea>" in page) == (True, True)
    row.refresh_from_db()
    assert row.text == "Theirs."
    assert "Mine." in signed_in(here.user(1)).get(at("past", here, row)).content.decode()


def test_warnings_are_answered_and_sent_back_findings_say_why(here, signed_in):
    row = seconded(here)
    withdraw_item(row.citations.order_by("pk").first().item)
    browser = signed_in(here.manager)
    assert "Enter why it stands" in browser.post(at("answer", here, row), {"answer": ""}).content.decode()
    before = browser.get(at("answer", here, row)).context["form"]["after"].value()
    browser.post(at("answer", here, row), {"answer": "The minutes stand."})
    late = browser.post(at("answer", here, row), {"answer": "Another page.", "after": before})
    assert late.context["form"].stands_now == [("Why does it stand?", "The minutes stand.")]
    assert "The minutes stand." in browser.get(at("triangulation", here)).content.decode()
    browser.post(at("send-back", here, row), {"because": "Cite another."})
    assert "Cite another." in signed_in(here.user(0)).get(at("one", here, row)).content.decode()
    mine = signed_in(here.user(0)).get(reverse("peer_reviews:mine")).content.decode()
    assert "sent back to you" in mine


def test_evidence_is_cited_and_taken_off_by_buttons(here, signed_in):
    row = begun(here, cites=0)
    browser, url = signed_in(here.user(0)), at("evidence", here, row)
    assert here.items[0].title in browser.get(url).content.decode()
    browser.post(url, {"then": f"cite:item-{here.items[0].pk}"})
    assert row.citations.count() == 1
    answer = browser.post(f"{url}?q=paper", {"then": f"drop:item-{here.items[0].pk}"})
    assert (answer.url, row.citations.count()) == (f"{url}?q=paper", 0)
    key = f"item-{here.items[0].pk}"
    page = browser.post(url, {"then": f"cite:{key}", f"where-{key}": "page 12"}, follow=True).content.decode()
    assert " · page 12</span>" in page
    withdraw_item(here.items[1])
    page = browser.post(url, {"then": f"cite:item-{here.items[1].pk}"}, follow=True).content.decode()
    assert "This can’t be cited" in page


def test_the_picture_counts_by_type_and_names_nobody(here, signed_in):
    AttendeeFactory(review=here.review, name="Ned Sample")
    row = begun(here)
    note = NoteFactory(review=here.review, member=here.peers[0], text=SECRET)
    row.citations.create(note=note, kind=note.source_type, group=note.group)
    page = signed_in(here.manager).get(at("triangulation", here)).content.decode()
    assert ("Frontline staff 1" in page, "Ned Sample" in page, SECRET in page) == (True, False, False)


@pytest.mark.parametrize("who", ["host", "stranger", "public"])
def test_no_page_tells_anybody_else_of_a_finding_in_the_making(here, who, signed_in, client):
    row = begun(here, title=SECRET, text=SECRET)
    host = HostPersonFactory(host=HostFactory(review=here.review), user=UserFactory(), is_lead=True)
    browsers = {
        "host": lambda: signed_in(host.user),
        "stranger": lambda: signed_in(UserFactory()),
        "public": lambda: client,
    }
    browser = browsers[who]()
    one = [at(name, here, row) for name in ("one", "past", "evidence", "write", "answer", "send-back", "withdraw")]
    more = [reverse("peer_reviews:desk", args=[here.review.reference]), reverse("peer_reviews:mine")]
    public = reverse("peer_reviews:one", args=[here.review.reference])
    for url in (*one, at("list", here), at("triangulation", here), at("new", here), *more, public):
        assert SECRET not in browser.get(url, follow=True).content.decode(), url


def test_shadows_read_and_are_offered_nothing(here, signed_in):
    row = seconded(here)
    page = signed_in(user_of(here.shadow)).get(at("one", here, row)).content.decode()
    assert (row.title in page, "Change the words" in page, "Send it back" in page) == (True, False, False)


def test_everybody_knows_of_a_finding_once_it_is_signed_and_its_review_reported(here):
    row, draft = signed_off(here), begun(here)
    assert disclose(row, PUBLIC) is None
    assert disclose(row, Viewer(Audience.CONTRIBUTOR, here.user(0))).label == "S1"
    published = FindingFactory(signed=True, written_by__review__state=ReviewState.PUBLISHED, number=901)
    known = disclose(published, PUBLIC)
    assert (type(known), known.reference) == (KnownFinding, f"{published.review.reference} S901")
    assert disclose(draft, Viewer(Audience.CONTRIBUTOR, here.user(0))) is None


def test_once_the_draft_is_out_the_team_reads_and_changes_nothing(here, signed_in):
    row = signed_off(here)
    Review.objects.filter(pk=here.review.pk).update(state=ReviewState.FACT_CHECK)
    browser = signed_in(here.user(0))
    assert "Change the words" not in browser.get(at("one", here, row)).content.decode()
    assert browser.get(at("write", here, row)).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_what_waits_is_found_in_a_fixed_number_of_queries(here, number, django_assert_num_queries):
    for one in [here, *(team() for _ in range(number - 1))]:
        seconded(one)
    reader = reader_of(here.manager, Review.objects.all())
    with django_assert_num_queries(1):
        rows = waiting_for(reader, [])
    assert [one.state for one in rows] == ["manager"] * number


@pytest.mark.parametrize("number", [1, 3])
def test_pages_ask_the_same_number_of_queries_at_any_size(here, number, signed_in, django_assert_max_num_queries):
    for title in range(number):
        row = signed_off(here, title=f"Finding {title}")
        note = NoteFactory(review=here.review, member=here.peers[0], meeting=MeetingFactory(review=here.review))
        row.citations.create(note=note, kind=note.source_type, group=note.group)
    browser, peer, counted = signed_in(here.manager), signed_in(here.user(0)), {}
    pages = {name: at(name, here, row) for name in ("one", "past", "evidence")}
    pages |= {name: at(name, here) for name in ("list", "triangulation", "new")}
    for name, url in pages.items():
        with django_assert_max_num_queries(15) as queries:
            assert (peer if name == "new" else browser).get(url).status_code == 200
        counted[name] = len(queries)
    assert counted == {
        "one": 13,
        "past": 9,
        "evidence": 10,
        "list": 12,
        "triangulation": 12,
        "new": 10,
    }


def test_whoever_writes_nothing_is_told_before_they_type(here, signed_in):
    row = begun(here)
    report = reverse("peer_reports:write", args=[here.review.reference])
    shadow, manager = signed_in(user_of(here.shadow)), signed_in(here.manager)
    for address in (at("new", here), at("write", here, row), at("evidence", here, row), report):
        assert shadow.get(address).status_code == 403, address
        assert signed_in(here.user(1)).get(address).status_code == 200, address
    assert manager.get(at("new", here)).status_code == 403
    for address in (at("write", here, row), report):
        assert manager.get(address).status_code == 200, address
    for browser in (shadow, manager):
        assert "New finding" not in browser.get(at("list", here)).content.decode()
    assert "New finding" in signed_in(here.user(1)).get(at("list", here)).content.decode()


def test_shadows_write_nothing_round_the_findings(here, signed_in):
    report = reverse("peer_reports:write", args=[here.review.reference])
    sent = {"summary": "A shadow's summary.", "about": "", "thanks": "", "after": ""}
    assert signed_in(user_of(here.shadow)).post(report, sent).status_code == 403
    desk = reverse("peer_reports:desk", args=[here.review.reference])
    assert "Write the report" not in signed_in(user_of(here.shadow)).get(desk).content.decode()
    assert "Write the report" in signed_in(here.user(0)).get(desk).content.decode()
