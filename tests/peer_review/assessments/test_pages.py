"""The pages of assessments and of the board."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from peer_review.assessments.domain import judging
from peer_review.assessments.models import Assessment, AssessmentVersion, Judgement
from peer_review.assessments.queries.waiting import waiting_for
from peer_review.reviews.disclosure import reader_of
from peer_review.reviews.enums import ReviewState
from peer_review.reviews.queries.counting import counted_for
from peer_review.teams.domain.leaving import step_out
from peer_review.teams.queries.members import concerning, seats_among
from tests.factories import UserFactory
from tests.peer_review.assessments.team import Team, all_in, put, team, user_of, written
from tests.peer_review.notes.factories import NoteFactory
from tests.peer_review.room.factories import ItemFactory
from tests.peer_review.teams.factories import MemberFactory
from tests.peer_review.visits.factories import AttendeeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db) -> Team:
    return team()


@pytest.fixture
def peer(here, signed_in):
    return signed_in(here.user(0))


def at(name, here, *more):
    line = () if name.endswith((":mine", ":board", ":scores")) else (here.line.pk,)
    return reverse(name, args=[here.review.reference, *line, *more])


def posted(here, browser, **values):
    """What a page that is open now would send."""
    page = browser.get(at("peer_assessments:one", here)).content.decode()
    hidden = dict(re.findall(r'name="(page|sequence|after)" value="([^"]*)"', page))
    row = Assessment.objects.filter(member=here.peers[0]).first() or Assessment()
    standing = {"strong": row.strong, "consider": row.consider, "confidence": row.confidence, "why_few": row.why_few}
    return {**hidden, **standing, **values}


def test_every_button_saves_first(here, peer):
    url = at("peer_assessments:one", here)
    peer.post(url, posted(here, peer, strong="They meet.", then=f"cite:item-{here.items[0].pk}"))
    row = Assessment.objects.get()
    assert (row.strong, [one.item for one in row.citations.all()]) == ("They meet.", [here.items[0]])
    answer = peer.post(url, posted(here, peer, consider="Carers.", q="rota & co", then="search"))
    assert answer.url == f"{url}?q=rota+%26+co#evidence"
    peer.post(url, posted(here, peer, confidence="low", then=f"drop:item-{here.items[0].pk}"))
    row.refresh_from_db()
    assert (row.consider, row.confidence, row.citations.count()) == ("Carers.", "low", 0)
    answer = peer.post(url, posted(here, peer, strong="They meet often.", then="next"))
    assert answer.url == at("peer_assessments:mine", here)
    row.refresh_from_db()
    assert row.strong == "They meet often."


def test_a_name_of_somebody_who_was_heard_is_refused_as_it_is_put_in_and_the_words_stay(here, peer):
    AttendeeFactory(review=here.review, name="Ada Loop")
    written(here, strong="Ada Loop told us that they meet.")
    page = peer.post(at("peer_assessments:one", here), posted(here, peer, then="in")).content.decode()
    assert "Nobody who was heard is named here. Take out: Ada Loop." in page
    assert "Ada Loop told us that they meet.</textarea>" in page
    assert Assessment.objects.get().submitted_at is None


def test_where_is_asked_with_what_is_cited_and_shown_on_the_board(here, peer):
    url, key = at("peer_assessments:one", here), f"item-{here.items[0].pk}"
    assert f'name="where-{key}" value="p. 4, para 2"' in peer.get(url).content.decode()
    peer.post(url, posted(here, peer, then=f"cite:{key}", **{f"where-{key}": "p. 9"}))
    assert " · p. 9</span>" in peer.get(url).content.decode()
    assert peer.post(url, posted(here, peer, then="")).url == f"{url}#evidence"
    put(here)
    assert " · p. 9</span>" in peer.get(at("peer_board:line", here)).content.decode()


def test_what_is_missing_stands_beside_its_field_and_what_was_typed_stays(here, peer):
    page = peer.post(at("peer_assessments:one", here), posted(here, peer, strong="They meet.", then="in"))
    content = page.content.decode()
    assert "Select how sure you are" in content
    assert "Cite two items of evidence, or enter why it rests on fewer" in content
    assert "They meet." in content
    assert Assessment.objects.get().strong == "They meet."


def test_what_is_too_long_stays_on_the_page_and_the_rest_is_saved(here, peer):
    long = "a" * 4001
    page = peer.post(at("peer_assessments:one", here), posted(here, peer, strong=long, consider="Carers.", then="next"))
    assert long in page.content.decode()
    row = Assessment.objects.get()
    assert (row.strong, row.consider) == ("", "Carers.")


def test_put_in_leads_to_the_board(here, peer):
    written(here)
    answer = peer.post(at("peer_assessments:one", here), posted(here, peer, then="in"))
    assert answer.url == at("peer_board:line", here)
    page = peer.get(at("peer_assessments:one", here)).content.decode()
    assert ("Take it back" in page, "<textarea" in page) == (True, False)
    peer.post(at("peer_assessments:take_back", here))
    assert Assessment.objects.get().submitted_at is None


def test_a_page_drawn_before_it_was_put_in_keeps_its_words(here, peer):
    written(here)
    stale = posted(here, peer, strong="Other words.", then="next")
    put(here)
    content = peer.post(at("peer_assessments:one", here), stale).content.decode()
    assert "Take it back before you write on." in content
    assert "Other words." in content


def test_autosave_follows_its_own_page(here, peer):
    url = at("peer_assessments:autosave", here)
    page = posted(here, peer, strong="One", page=str(uuid4()), sequence="1")
    answer = peer.post(url, page).json()
    assert (answer["saved"], answer["whole"], answer["conflicts"]) == (True, True, [])
    # The line was cut: the page has its old stamp still.
    again = peer.post(url, {**page, "strong": "One and more", "sequence": "2"}).json()
    assert again["conflicts"] == []
    assert Assessment.objects.get().strong == "One and more"
    unchanged = peer.post(url, {**page, "strong": "One and more", "sequence": "3", "after": again["stamps"]["after"]})
    assert unchanged.json()["stamps"] == again["stamps"]
    assert Assessment.objects.get().revision == 2


def test_autosave_of_another_page_leads_to_both_texts(here, peer):
    url = at("peer_assessments:autosave", here)
    first = posted(here, peer, strong="One", page="a", sequence="1")
    second = {**first, "strong": "Other <b>words</b>", "page": "b"}
    peer.post(url, first)
    answer = peer.post(url, second).json()
    late = AssessmentVersion.objects.get()
    texts = at("peer_assessments:texts", here, late.pk)
    assert answer["conflicts"] == [{"question": "assessment", "url": texts}]
    assert answer["stamps"]["after"] == first["after"]  # its next save must not win unseen
    assert peer.get(at("peer_assessments:one", here)).content.decode().count(texts) == 1
    page = peer.get(texts).content.decode()
    assert "Other &lt;b&gt;words&lt;/b&gt;" in "".join(re.split(r"</?(?:ins|del|span)[^>]*>", page))
    hidden = dict(re.findall(r'name="(seen|late)" value="([^"]*)"', page))
    assert peer.post(texts, {**hidden, "seen": "9", "choice": "later"}).status_code == 200
    assert Assessment.objects.get().strong == "One"
    assert peer.post(texts, {**hidden, "choice": "later"}).url == at("peer_assessments:one", here)
    assert Assessment.objects.get().strong == "Other <b>words</b>"
    assert peer.get(texts).url == at("peer_assessments:one", here)


def test_autosave_says_when_it_can_not_save_any_more(here, peer):
    put(here)
    answer = peer.post(at("peer_assessments:autosave", here), {"strong": "More", "after": "1.x"})
    assert (answer.status_code, answer.json()["saved"]) == (409, False)


def test_both_texts_are_nobody_elses(here, peer, signed_in):
    peer.post(at("peer_assessments:autosave", here), posted(here, peer, strong="One", page="a"))
    peer.post(at("peer_assessments:autosave", here), {"strong": "Two", "after": "0.x", "page": "b"})
    texts = at("peer_assessments:texts", here, AssessmentVersion.objects.get().pk)
    assert signed_in(here.user(1)).get(texts).status_code == 404


def test_evidence_is_found_by_words_and_labels_and_notes_by_who_may_read_them(here, peer):
    item = ItemFactory(review=here.review, title="Rota of the ward", number=7)
    note = NoteFactory(review=here.review, member=here.peers[1], number=8, text="The rota is late.")
    url = at("peer_assessments:one", here)
    for words, labels in (("rota", {"E7", "N8"}), ("e7", {"E7"}), ("n8 late", {"N8"}), ("nothing", set())):
        page = peer.get(url, {"q": words}).content.decode()
        assert set(re.findall(r"<strong>([EN]\d+)</strong>", page)) == labels
    assert f"item-{item.pk}" not in peer.get(url).content.decode()  # not tagged to this line
    assert note.text not in peer.get(url).content.decode()


def test_a_manager_knows_of_a_cited_note_by_its_kind_alone(here, signed_in):
    note = NoteFactory(review=here.review, member=here.peers[0], text="The zinnia rota.", line=here.line)
    peer = signed_in(here.user(0))
    peer.post(at("peer_assessments:one", here), posted(here, peer, then=f"cite:note-{note.pk}"))
    put(here)
    url = at("peer_board:line", here)
    pages = {user: signed_in(user).get(url).content.decode() for user in (here.user(0), here.manager)}
    assert ["zinnia" in page for page in pages.values()] == [True, False]
    assert ["Frontline staff" in page for page in pages.values()] == [True, True]


@pytest.mark.parametrize("number", [1, 3])
def test_pages_ask_the_same_number_of_queries_at_any_size(number, signed_in, django_assert_max_num_queries):
    here = team(peers=number, lines=number)
    for _ in range(number):
        NoteFactory(review=here.review, member=here.peers[0], line=here.line)
    written(here)
    browser, counted = signed_in(here.user(0)), {}

    def ask(name, **query):
        with django_assert_max_num_queries(15) as queries:
            assert browser.get(at(name, here), query).status_code == 200
        return len(queries)

    counted = {"write": ask("peer_assessments:one"), "search": ask("peer_assessments:one", q="paper")}
    all_in(here)
    judging.write_judgement(review=here.review, line=here.line, text="So.", read=0, by=here.user(0))
    names = ("peer_assessments:mine", "peer_assessments:one", "peer_board:board", "peer_board:line", "peer_board:past")
    assert counted | {name: ask(name) for name in names} == {
        "write": 13,
        "search": 13,
        "peer_assessments:mine": 9,
        "peer_assessments:one": 12,
        "peer_board:board": 11,
        "peer_board:line": 12,
        "peer_board:past": 12,
    }


def test_doors(here, signed_in, client):
    late = team(state=ReviewState.FACT_CHECK)
    own = "peer_assessments:one"
    assert client.get(at(own, here)).status_code == 302
    assert signed_in(UserFactory()).get(at(own, here)).status_code == 404
    assert signed_in(here.manager).get(at(own, here)).status_code == 403
    assert signed_in(user_of(here.shadow)).get(at(own, here)).status_code == 403
    assert signed_in(late.user(0)).get(at(own, late)).status_code == 403
    assert signed_in(here.user(0)).get(reverse(own, args=[here.review.reference, late.line.pk])).status_code == 404


def test_the_board_is_written_challenged_and_agreed_to(here, signed_in):
    all_in(here)
    first, second = signed_in(here.user(0)), signed_in(here.user(1))
    there = f"{at('peer_board:line', here)}#judgement"
    assert first.post(at("peer_board:write", here), {"text": "They lead.", "after": "0"}).url == there
    assert second.post(at("peer_board:challenge", here), {"reason": "They do not.", "after": "1"}).url == there
    assert "They do not." in first.get(at("peer_board:line", here)).content.decode()
    assert second.post(at("peer_board:agree", here), {"read": "1"}).url == at("peer_board:line", here) + "#judgement"
    assert Judgement.objects.get().state == "converged"
    page = first.get(at("peer_board:past", here)).content.decode()
    assert "They do not." in page


def test_a_stale_judgement_shows_both_and_is_saved_when_both_were_read(here, signed_in):
    all_in(here)
    first, second = signed_in(here.user(0)), signed_in(here.user(1))
    write = at("peer_board:write", here)
    first.post(write, {"text": "They lead.", "after": "0"})
    page = second.post(write, {"text": "Nobody leads.", "after": "0"})
    content = page.content.decode()
    assert ("They lead." in content, "Nobody leads." in content, page.status_code) == (True, True, 200)
    assert Judgement.objects.get().text == "They lead."
    second.post(write, {"text": "They lead at times.", "after": "1"})
    assert Judgement.objects.get().text == "They lead at times."


def test_agreeing_to_what_was_changed_is_refused_in_words(here, signed_in):
    all_in(here)
    browser = signed_in(here.user(0))
    browser.post(at("peer_board:write", here), {"text": "They lead.", "after": "0"})
    page = signed_in(here.user(1)).post(at("peer_board:agree", here), {"read": "0"}, follow=True)
    assert "The judgement was changed since you read it." in page.content.decode()


def test_the_manager_lets_it_stand(here, signed_in):
    all_in(here)
    judging.write_judgement(review=here.review, line=here.line, text="So.", read=0, by=here.user(0))
    browser = signed_in(here.manager)
    page = browser.post(at("peer_board:stand", here), {"because": "", "after": "1"})
    assert "Enter why it stands" in page.content.decode()
    browser.post(at("peer_board:stand", here), {"because": "Two sources.", "after": "1"})
    page = signed_in(here.user(1)).get(at("peer_board:line", here)).content.decode()
    assert ("Stands with a dissent" in page, "Two sources." in page) == (True, True)


@pytest.mark.parametrize(("levels", "is_told"), [(("low", "high"), True), (("medium", "high"), False)])
def test_the_board_shows_where_some_are_sure_and_some_are_not(here, signed_in, levels, is_told):
    for number, level in enumerate(levels):
        put(here, number, confidence=level)
    page = signed_in(here.user(0)).get(at("peer_board:board", here)).content.decode()
    assert ("Some are sure of it, and some are not" in page) == is_told


def test_a_former_members_assessment_stays_without_their_name(here, signed_in):
    all_in(here)
    step_out(member=here.peers[1], reason="A conflict.", to=None, by=here.user(1))
    page = signed_in(here.user(0)).get(at("peer_board:line", here)).content.decode()
    assert ("A former member of the team" in page, here.peers[1].peer.name in page) == (True, False)


def test_what_waits_for_a_peer(here, signed_in):
    mine = reverse("peer_reviews:mine")
    assert "1 line to assess" in signed_in(here.user(1)).get(mine).content.decode()
    all_in(here)
    judging.write_judgement(review=here.review, line=here.line, text="So.", read=0, by=here.user(0))
    page = signed_in(here.user(1)).get(mine).content.decode()
    assert ("1 judgement to agree to or to challenge" in page, "to assess" in page) == (True, False)
    assert "to agree" not in signed_in(here.user(0)).get(mine).content.decode()
    desk = reverse("peer_reviews:desk", args=[here.review.reference])
    assert "1 of 1 in" in signed_in(here.user(0)).get(desk).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_what_waits_in_many_reviews_is_found_in_a_fixed_number_of_queries(number, django_assert_num_queries):
    teams = [team() for _ in range(number)]
    user = teams[0].user(0)
    for one in teams:
        if one is not teams[0]:
            MemberFactory(review=one.review, peer=teams[0].peers[0].peer)
    with django_assert_num_queries(1):
        every = list(counted_for(user))
    reader, seats = reader_of(user, every), seats_among(concerning(user), user)
    with django_assert_num_queries(0):
        rows = waiting_for(reader, every, seats)
    assert [(row.to_assess, row.to_agree) for row in rows] == [(1, 0)] * number
