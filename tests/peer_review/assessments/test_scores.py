"""Points: switched off by default, and then nothing of them shows; else on pages of their own."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.errors import NotAllowed, Refused, Stale
from peer_review.assessments.domain import scoring
from peer_review.assessments.models import Score
from tests.peer_review.assessments.team import all_in, team, user_of
from tests.peer_review.reviews.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db

SECRET = "the zinnia points"


@pytest.fixture
def here(db):
    return team(programme=ProgrammeFactory(scoring=True))


def give(here, number=0, points=3, rationale="They meet.", read=""):
    return scoring.score(
        review=here.review, line=here.line, points=points, rationale=rationale, read=read, by=here.user(number)
    )


def scores(here):
    return reverse("peer_scores:scores", args=[here.review.reference])


def test_a_peer_gives_points_with_a_reason_once_a_line(here):
    first = give(here)
    assert give(here).pk == first.pk
    with pytest.raises(Stale):
        give(here, points=2, read=scoring.stamp(None))
    assert give(here, points=2, read=scoring.stamp(first)).points == 2
    assert Score.objects.count() == 1
    for user in (here.manager, user_of(here.shadow)):
        with pytest.raises(NotAllowed):
            scoring.score(review=here.review, line=here.line, points=1, rationale="x", read="", by=user)


def test_the_database_knows_four_points(here):
    row = give(here)
    for wrong in ({"points": 0}, {"points": 5}, {"rationale": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Score.objects.filter(pk=row.pk).update(**wrong)


def test_others_points_are_read_once_ones_own_are_given(here, signed_in):
    give(here, 0, rationale=SECRET)
    assert SECRET not in signed_in(here.user(1)).get(scores(here)).content.decode()
    assert SECRET in signed_in(here.manager).get(scores(here)).content.decode()
    url = reverse("peer_scores:score", args=[here.review.reference, here.line.pk])
    assert "Select the points" in signed_in(here.user(1)).post(url, {"rationale": "x"}).content.decode()
    signed_in(here.user(1)).post(url, {"points": "4", "rationale": "They meet.", "after": scoring.stamp(None)})
    assert SECRET in signed_in(here.user(1)).get(scores(here)).content.decode()


def test_points_stand_on_no_page_of_assessments(here, signed_in):
    all_in(here)
    for number in range(2):
        give(here, number, rationale=SECRET)
    for name in ("mine", "one"):
        line = [here.line.pk] if name == "one" else []
        url = reverse(f"peer_assessments:{name}", args=[here.review.reference, *line])
        assert SECRET not in signed_in(here.user(0)).get(url).content.decode()
    for url in (
        reverse("peer_board:board", args=[here.review.reference]),
        reverse("peer_board:line", args=[here.review.reference, here.line.pk]),
        reverse("peer_findings:list", args=[here.review.reference]),
    ):
        assert SECRET not in signed_in(here.user(0)).get(url).content.decode()


def test_where_a_programme_does_not_score_nothing_of_it_shows(signed_in):
    off = team()
    with pytest.raises(Refused):
        give(off)
    desk = reverse("peer_reviews:desk", args=[off.review.reference])
    for user in (off.user(0), off.manager):
        assert signed_in(user).get(scores(off)).status_code == 404
        assert "points" not in signed_in(user).get(desk).content.decode().lower()
    url = reverse("peer_scores:score", args=[off.review.reference, off.line.pk])
    assert signed_in(off.user(0)).post(url, {"points": "4", "rationale": "x"}).status_code == 404
    assert Score.objects.count() == 0
