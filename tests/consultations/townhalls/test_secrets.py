"""What not everybody may know stands on no public page, in no file, feed, calendar or message, whatever was done before."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from consultations.townhalls.domain import hosting, moderating
from consultations.townhalls.domain.acts import act, undo
from consultations.townhalls.domain.balloting import cast
from consultations.townhalls.domain.threads import thread_of
from consultations.townhalls.enums import ContributionState, PollKind, PollState, ReasonCode
from consultations.townhalls.log import Cursor
from consultations.townhalls.models import Contribution, Panellist
from consultations.townhalls.urls import urlpatterns
from tests.factories import ParticipantFactory, PollFactory, TownHallPageFactory, UserFactory

pytestmark = pytest.mark.django_db
SECRET = "marzipan"  # stands in every secret, and nowhere else


@pytest.fixture
def secrets(hall, say, moderator):
    """A town hall where much is hidden, in every way that things are. Returns all that was said."""
    secret, person = iter(f"{SECRET} {number}" for number in range(100)), ParticipantFactory
    by_address = ParticipantFactory(email=f"{SECRET}@example.org")
    hall.summing_up = f"<p>{next(secret)}</p>"
    hall.save()
    public = say("Who pays?", by=by_address, name=next(secret), is_anonymous=True)
    waits, refused = say(next(secret), by=person()), say(next(secret), by=person())
    Contribution.objects.filter(pk=waits.pk).update(state=ContributionState.WAITING, published_at=None)
    moderating.note(contribution=public, text=next(secret), by=moderator)
    say(next(secret), by=person(), parent=refused)
    hosting.assign(
        contribution=public, to=Panellist.objects.create(town_hall=hall, name="Ann", user=moderator), by=moderator
    )
    moderating.decline(contribution=refused, code=ReasonCode.ABUSE, words=next(secret), by=moderator)
    answered = say("Who answers?", by=person())
    done = act(answered, lambda: hosting.answer_in_writing(contribution=answered, text=next(secret), by=moderator))
    undo(done, by=moderator)
    back = say(next(secret), by=person())
    undo(act(waits, lambda: moderating.publish(contribution=waits, by=moderator)), by=moderator)
    moderating.decline(contribution=back, code=ReasonCode.PERSONAL, by=moderator)
    target, merged = say(next(secret), by=person()), say("Who decides?", by=person())
    moderating.merge(contribution=merged, into=target, by=moderator)
    moderating.decline(contribution=target, code=ReasonCode.OTHER, words=next(secret), by=moderator)
    there = TownHallPageFactory(title=next(secret))
    hosting.carry_over(contribution=(carried := say("Who goes on?", by=person())), to=there, by=moderator)
    say(f"{public.reference} {next(secret)}", by=person(), in_hall=(other := TownHallPageFactory(at_once=True)))
    for page in (there, other):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    PollFactory(thread=thread_of(hall), state=PollState.DRAFT, question=next(secret))
    words = PollFactory(thread=thread_of(hall), kind=PollKind.WORDS, offers=[])
    cast(poll=words, by=by_address, words=[f"https://{SECRET}.example"])
    claimed = say("Who has this?", by=person())
    claimer = UserFactory(moderator=True, first_name=next(secret))
    moderating.claim(contribution=claimed, by=claimer)
    assert carried.thread.page_id == hall.pk
    return list(Contribution.objects.filter(thread__page=hall))


def addresses(hall, said):
    """Every public address of the town hall, and of each thing that was said in it."""
    thread = thread_of(hall)
    yield from (hall.get_url(), f"{hall.get_url()}?order=votes", reverse("join", args=[hall.pk]))
    for one in urlpatterns:
        names = re.findall(r"<\w+:(\w+)>", str(one.pattern))
        if "/desk/" in str(one.pattern) or not set(names) <= {"pk", "key", "number", "form"}:
            continue
        keys = [thread.key] if one.name in {"live", "stream", "events"} else [row.key for row in said]
        numbers = [row.reference[2:] for row in said if row.reference] if one.name == "question" else [1]
        for key in keys if "key" in names else [None]:
            for number in numbers if "number" in names else [None]:
                given = {"pk": hall.pk, "key": key, "number": number, "form": "csv"}
                yield reverse(f"townhalls:{one.name}", kwargs={name: given[name] for name in names})
    yield reverse("townhalls:events", args=[thread.key]) + f"?after={Cursor(thread.epoch, 0)}&tallied=1"


@pytest.mark.parametrize("how", ["public", "private", "unpublished"])
def test_a_secret_stands_nowhere(hall, secrets, how):
    if how == "private":
        PageViewRestriction.objects.create(page=hall, restriction_type="login")
    elif how == "unpublished":
        hall.unpublish()
    found, read, client = [], 0, Client()
    for address in addresses(hall, secrets):
        answer = client.get(address, follow=how == "public")
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        read += answer.status_code == 200
        hidden = [SECRET] if how == "public" else [SECRET, "Who pays?", "Who decides?"]
        found += [(address, one) for one in hidden if one.lower().encode() in body.lower()]
        assert SECRET not in str(answer.headers)
    assert found == []
    assert (read > 30) if how == "public" else read < 15
