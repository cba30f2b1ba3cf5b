"""Nobody reads another's assessment before their own is in: behind every door, with words that would be found."""

import pytest
from django.urls import reverse

from peer_review.assessments.domain import judging
from peer_review.assessments.domain.assessing import take_back
from peer_review.assessments.queries.readable import readable
from peer_review.reviews.disclosure import reader_for
from peer_review.reviews.enums import ReviewState
from peer_review.teams.domain.leaving import step_out
from peer_review.teams.queries.members import member_of
from tests.factories import UserFactory
from tests.peer_review.assessments.team import Team, put, team, user_of, written
from tests.peer_review.reviews.factories import HostFactory, HostPersonFactory

pytestmark = pytest.mark.django_db

SECRET = "the zinnia ward rota"
JUDGED = "the begonia committee"


@pytest.fixture
def here(db) -> Team:
    return team(lines=2)


def reads(here, user):
    return list(readable(reader_for(user, here.review), here.review, member_of(user, here.review)))


def test_the_others_open_line_by_line_once_ones_own_is_in(here):
    first, second = put(here, 0, here.lines[0]), put(here, 0, here.lines[1])
    draft = written(here, 1, here.lines[0])
    assert reads(here, here.user(1)) == [draft]
    own = put(here, 1, here.lines[0])
    assert {one.pk for one in reads(here, here.user(1))} == {own.pk, first.pk}
    assert {one.pk for one in reads(here, here.user(0))} == {first.pk, second.pk, own.pk}


def test_drafts_are_nobodys_to_read_but_their_peers(here):
    draft = written(here, 0)
    assert reads(here, here.user(0)) == [draft]
    for user in (here.user(1), here.manager, user_of(here.shadow)):
        assert reads(here, user) == []


def test_managers_and_shadows_read_all_that_are_in(here):
    one = put(here, 0)
    for user in (here.manager, user_of(here.shadow)):
        assert reads(here, user) == [one]


def test_what_was_taken_back_is_hidden_again_and_hides_the_others(here):
    put(here, 0)
    put(here, 1)
    take_back(review=here.review, line=here.line, by=here.user(1))
    assert [one.member for one in reads(here, here.user(1))] == [here.peers[1]]
    assert [one.member for one in reads(here, here.user(0))] == [here.peers[0]]


def test_hosts_the_public_and_peers_who_left_read_nothing(here):
    put(here, 0)
    put(here, 1)
    host = HostPersonFactory(host=HostFactory(review=here.review), user=UserFactory(), is_lead=True)
    step_out(member=here.peers[1], reason="A conflict.", to=None, by=here.user(1))
    for user in (host.user, UserFactory(), None, here.user(1)):
        assert reads(here, user) == []


def pages_of(here, late=None):
    one, line = here.review.reference, here.line.pk
    names = ("line", "past", "write", "challenge", "stand")
    return [
        reverse("peer_assessments:mine", args=[one]),
        reverse("peer_assessments:one", args=[one, line]),
        reverse("peer_board:board", args=[one]),
        *(reverse(f"peer_board:{name}", args=[one, line]) for name in names),
        reverse("peer_reviews:desk", args=[one]),
        reverse("peer_reviews:one", args=[one]),
        reverse("peer_reviews:mine"),
    ]


@pytest.mark.parametrize("who", ["peer", "host", "stranger", "public"])
def test_no_page_holds_a_word_of_it(here, who, signed_in, client):
    put(here, 0, strong=SECRET)
    judging.write_judgement(review=here.review, line=here.line, text=JUDGED, read=0, by=here.user(0))
    host = HostPersonFactory(host=HostFactory(review=here.review), user=UserFactory(), is_lead=True)
    browsers = {
        "peer": lambda: signed_in(here.user(1)),
        "host": lambda: signed_in(host.user),
        "stranger": lambda: signed_in(UserFactory()),
        "public": lambda: client,
    }
    browser = browsers[who]()
    for url in pages_of(here):
        content = browser.get(url, follow=True).content.decode()
        assert SECRET not in content, url
        assert JUDGED not in content, url


def test_the_same_pages_do_hold_it_for_who_may_read_it(here, signed_in):
    put(here, 0, strong=SECRET)
    judging.write_judgement(review=here.review, line=here.line, text=JUDGED, read=0, by=here.user(0))
    url = reverse("peer_board:line", args=[here.review.reference, here.line.pk])
    for user in (here.user(0), here.manager, user_of(here.shadow)):
        content = signed_in(user).get(url).content.decode()
        assert (SECRET in content, JUDGED in content) == (True, True)


def test_after_the_report_is_final_the_assessments_are_shut():
    late = team(state=ReviewState.PUBLISHED)
    reader = reader_for(late.user(0), late.review)
    assert list(readable(reader, late.review, late.peers[0])) == []
