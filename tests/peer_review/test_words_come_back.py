"""Every form of a peer review that is sent too late gives its words back, whatever is behind its address by then."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django import forms
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils import timezone

from core.forms import Form
from peer_review.notes.models import NotesDeleted
from peer_review.reports.domain import checking
from peer_review.reports.models import Sentence
from peer_review.reviews.enums import ReviewState as S
from peer_review.teams.domain import invitations
from peer_review.teams.enums import MemberState
from tests.factories import UserFactory
from tests.peer_review.assessments.team import team, written
from tests.peer_review.frameworks.factories import FrameworkVersionFactory
from tests.peer_review.reports.factories import a_review_at
from tests.peer_review.reviews.factories import HostPersonFactory, ReviewFactory, manager
from tests.peer_review.teams.factories import MemberFactory
from tests.peer_review.visits.factories import MeetingFactory, RoomFactory, SlotFactory

pytestmark = pytest.mark.django_db
WORDS = "Seven words that nobody kept elsewhere yet"
GONE = "999999"
UNKNOWN = {"key": "00000000-0000-4000-8000-000000000000", "uuid": "00000000-0000-4000-8000-000000000000"}


def kinds_of_form(kind: Any = Form) -> Iterator[Any]:
    for one in kind.__subclasses__():
        yield one
        yield from kinds_of_form(one)


def everything_typed() -> dict[str, str]:
    """Return words for every text that a form of peer review has."""
    list(patterns(get_resolver()))  # which imports the forms
    ours = [kind for kind in kinds_of_form() if kind.__module__.startswith("peer_review")]
    return {
        name: WORDS
        for kind in ours
        for name, field in kind.base_fields.items()
        if isinstance(field, forms.CharField) and not field.widget.is_hidden
    }


def patterns(resolver: Any, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one, route)
        elif one.callback.__module__.startswith("peer_review"):
            yield route, one


def addresses(reference: str) -> Iterator[str]:
    """Yield every address of one review; what it names besides is not there."""
    for route, _pattern in patterns(get_resolver()):
        plain = re.sub(r"\\.|[\^$]", lambda found: found[0].strip("^$\\"), route)
        parts = re.split(r"(<[^<>]+>|\(\?P<\w+>[^()]*(?:\([^()]*\)[^()]*)*\))", plain)
        yield from ("/" + "".join(chosen) for chosen in product(*(values(part, reference) for part in parts)))


def values(part: str, reference: str) -> list[str]:
    if not (found := re.match(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(.*)\)", part)):
        return [part]
    name, choices = found[1] or found[2], found[3] or ""
    if name == "reference":
        return [reference]
    if "|" in choices:
        return choices.split("|")
    return [UNKNOWN.get(name, GONE)]


# Nothing is typed into these.
BUTTONS = (
    r"scoping/(agree|framework)/|statement/freeze/|timetable/days/|report/(send|finish|draft/checked)/|room/pack/hand-out/|on-site/tell/"
    r"|team/(need|propose|invite|step-out)/"
)
# What is sent to these is whole, and is done wherever it may be.
DONE = r"statement/open/|report/(write|take-back)/"


def came_back(answer: Any) -> bool:
    return WORDS in answer.content.decode()


@pytest.mark.parametrize("state", [S.PREPARING, S.ON_SITE, S.FACT_CHECK, S.PUBLISHED, S.PROGRESS, S.WITHDRAWN])
def test_a_form_that_is_sent_too_late_gives_its_words_back(signed_in, state):
    """The row is not there any more, or the door is shut by then: for those who had the right to write."""
    review = ReviewFactory(state=state)
    lead = HostPersonFactory(host__review=review, is_lead=True, user=UserFactory()).user
    typed, lost, asked = everything_typed(), [], 0
    for user in (lead, MemberFactory(review=review).peer.user, review.manager):
        browser: Client = signed_in(user)
        for address in addresses(review.reference):
            where = address.partition(f"/{review.reference}/")[2]
            if not where or re.fullmatch(BUTTONS, where):
                continue
            answer = browser.post(address, typed)
            is_done = answer.status_code == 302 and re.fullmatch(DONE, where)
            is_page = answer["Content-Type"].startswith("text/html")  # a script keeps its words until they are taken
            if answer.status_code != 405 and is_page:
                asked += 1
                if not (came_back(answer) or is_done):
                    lost.append((where, answer.status_code))
    assert asked > 100
    assert lost == []


def test_a_reason_for_an_invitation_that_is_over(client):
    member = MemberFactory(state=MemberState.INVITED)
    link = urlsplit(invitations.link_of(member)).path
    step_out = reverse("peer_invitations:step_out", args=[resolve(link).kwargs["token"]])
    assert client.post(link, {"answer": "no", "reason": "I am away."}).status_code == 302
    again = client.post(link, {"answer": "no", "reason": "I am away."})
    assert (again.status_code, "You declined" in again.content.decode()) == (200, True)
    for address in (link, step_out):
        assert came_back(client.post(address, {"answer": "no", "reason": WORDS}))


def test_what_somebody_needs_for_a_meeting_that_is_off(client):
    slot = SlotFactory(dropped_at=timezone.now())
    answer = client.post(reverse("peer_slots:slot", args=[slot.key]), {"coming": "yes", "needs": WORDS})
    assert came_back(answer)
    assert "you need not come to it" in answer.content.decode()


def test_a_second_reason_for_a_meeting_that_is_cancelled(signed_in):
    meeting = MeetingFactory(review=ReviewFactory(state=S.PREPARING))
    address = reverse("peer_timetable:cancel_meeting", args=[meeting.review.reference, meeting.pk])
    browser = signed_in(meeting.review.manager)
    for _ in range(2):
        assert browser.post(address, {"reason": "Snow"}).status_code == 302
    answer = browser.post(address, {"reason": WORDS})
    assert came_back(answer)
    assert "It is cancelled already: “Snow”." in answer.content.decode()


def test_a_room_that_two_change(signed_in):
    review = ReviewFactory(state=S.PREPARING)
    room = RoomFactory(review=review)
    address = reverse("peer_timetable:room", args=[review.reference, room.pk])
    browser = signed_in(review.manager)
    after = browser.get(address).context["form"]["after"].value()
    assert browser.post(address, {"name": room.name, "place": "Theirs", "after": after}).status_code == 302
    late = browser.post(address, {"name": room.name, "place": WORDS, "after": after})
    assert came_back(late)
    assert "Theirs" in late.content.decode()
    room.refresh_from_db()
    assert room.place == "Theirs"


def test_a_decision_that_another_manager_made_meanwhile(signed_in):
    one = a_review_at(S.FACT_CHECK)
    sentence = Sentence.objects.filter(is_judgement=False).first()
    facts = {"error": "Wrong.", "instead": "", "proof": "Page 2.", "key": uuid4()}
    row = checking.comment(review=one.review, sentence=sentence, by=one.host, **facts)
    checking.refuse(comment=row, because="It is so.", by=one.manager)
    address = reverse("peer_reports:refuse", args=[one.review.reference, row.pk])
    answer = signed_in(manager()).post(address, {"because": WORDS})
    assert came_back(answer)
    assert "decided already" in answer.content.decode()


def test_a_judgement_whose_writer_took_their_own_assessment_back(signed_in):
    here = team()
    address = reverse("peer_board:write", args=[here.review.reference, here.line.pk])
    assert came_back(signed_in(here.user(0)).post(address, {"text": WORDS, "after": "0"}))


def test_two_texts_that_were_settled_in_another_window(signed_in):
    here = team()
    assessment = written(here)
    late = assessment.versions.create(revision=1, values={"strong": "Other"}, set_aside=True, settled_at=timezone.now())
    address = reverse("peer_assessments:texts", args=[here.review.reference, here.line.pk, late.pk])
    browser = signed_in(here.user(0))
    assert came_back(browser.post(address, {"choice": "together", "strong": WORDS}))
    assert browser.post(address, {"choice": "saved"}).status_code == 302


def test_what_changed_in_a_draft_that_is_gone(signed_in):
    version = FrameworkVersionFactory()
    address = reverse("frameworks:put_in_force", args=[version.framework.slug])
    assert came_back(signed_in(manager()).post(address, {"reason": WORDS}))


def test_a_note_that_comes_after_they_were_deleted(signed_in):
    here = team()
    NotesDeleted.objects.create(review=here.review, rule="notes_deleted", count=3)
    address = reverse("peer_notes:write", args=[here.review.reference])
    answer = signed_in(here.user(0)).post(address, {"text": WORDS, "key": str(uuid4())})
    assert came_back(answer)
    assert "No more are taken" in answer.content.decode()
