"""What is done at a desk can be undone for ten seconds, unless something changed meanwhile."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from consultations.townhalls.domain import acts, hosting, moderating
from consultations.townhalls.domain.acts import FIELDS, GRACE, OFFERED_FOR
from consultations.townhalls.domain.voting import vote
from consultations.townhalls.enums import ContributionState as C
from consultations.townhalls.enums import ReasonCode, Stream
from consultations.townhalls.models import AgendaItem, Contribution, Panellist, ThreadEvent
from core.audit import Entry
from core.errors import NotAllowed, Refused
from tests.factories import ParticipantFactory, TownHallPageFactory, UserFactory


def standing(row):
    fresh = Contribution.objects.select_related("thread").get(pk=row.pk)
    return {name: getattr(fresh, name) for name in FIELDS} | {
        "answering": fresh.thread.answering_id,
        "votes": fresh.votes,
    }


@pytest.fixture
def waiting(say):
    return say("Who pays?", in_hall=TownHallPageFactory())


@pytest.fixture
def question(say):
    return say("Who pays?")


def answered(question, moderator):
    return hosting.answered_live(contribution=question, by=moderator)


# Each verb with what was done before it, given a published question.
VERBS = {
    "keep": (None, lambda row, by, more: moderating.keep(contribution=row, by=by)),
    "decline": (
        None,
        lambda row, by, more: moderating.decline(contribution=row, by=by, code=ReasonCode.ABUSE, words="No."),
    ),
    "decline what was answered": (
        lambda row, by: hosting.answer_in_writing(contribution=row, text="The county.", by=by),
        lambda row, by, more: moderating.decline(contribution=row, by=by, code=ReasonCode.OTHER),
    ),
    "publish what was declined": (
        lambda row, by: moderating.decline(contribution=row, by=by, code=ReasonCode.ABUSE, words="No."),
        lambda row, by, more: moderating.publish(contribution=row, by=by),
    ),
    "claim": (None, lambda row, by, more: moderating.claim(contribution=row, by=by)),
    "release": (
        lambda row, by: moderating.claim(contribution=row, by=by),
        lambda row, by, more: moderating.release(contribution=row, by=by),
    ),
    "edit": (None, lambda row, by, more: moderating.edit_for_clarity(contribution=row, text="Who pays for it?", by=by)),
    "file under": (None, lambda row, by, more: moderating.file_under(contribution=row, topic=more["topic"], by=by)),
    "assign": (None, lambda row, by, more: hosting.assign(contribution=row, to=more["panellist"], by=by)),
    "pin": (None, lambda row, by, more: hosting.pin(contribution=row, by=by)),
    "answer now": (None, lambda row, by, more: hosting.answer_now(contribution=row, by=by)),
    "no longer answering": (
        lambda row, by: hosting.answer_now(contribution=row, by=by),
        lambda row, by, more: hosting.no_longer_answering(contribution=row, by=by),
    ),
    "answered live": (
        lambda row, by: hosting.answer_now(contribution=row, by=by),
        lambda row, by, more: hosting.answered_live(contribution=row, by=by),
    ),
    "answer in writing": (
        None,
        lambda row, by, more: hosting.answer_in_writing(contribution=row, text="The county.", by=by),
    ),
    "answer in other words": (
        lambda row, by: hosting.answer_in_writing(contribution=row, text="The county.", by=by),
        lambda row, by, more: hosting.answer_in_writing(contribution=row, text="The district.", by=by),
    ),
    "take up again": (answered, lambda row, by, more: hosting.take_up_again(contribution=row, by=by)),
    "carry over": (None, lambda row, by, more: hosting.carry_over(contribution=row, to=more["elsewhere"], by=by)),
    "merge": (None, lambda row, by, more: moderating.merge(contribution=row, into=more["other"], by=by)),
}


@pytest.fixture
def more(hall, say):
    return {
        "topic": AgendaItem.objects.create(town_hall=hall, title="Money"),
        "panellist": Panellist.objects.create(town_hall=hall, name="The chair"),
        "elsewhere": TownHallPageFactory(title="The next town hall"),
        "other": say("Who really pays?"),
    }


@pytest.mark.parametrize("name", VERBS)
def test_each_verb_can_be_undone(question, moderator, more, name):
    first, verb = VERBS[name]
    if first:
        first(question, moderator)
    before = standing(question)
    done = acts.act(Contribution.objects.get(pk=question.pk), lambda: verb(question, moderator, more))
    assert standing(question) != before
    acts.undo(done, by=moderator)
    assert standing(question) == before


def test_publishing_is_undone_to_waiting_and_the_public_is_told_that_it_is_gone(waiting, moderator):
    before = standing(waiting)
    done = acts.act(waiting, lambda: moderating.publish(contribution=waiting, by=moderator))
    acts.undo(done, by=moderator)
    assert standing(waiting) == before
    told = ThreadEvent.objects.filter(thread=waiting.thread, stream=Stream.PUBLIC).order_by("seq")
    assert list(told.values_list("kind", flat=True)) == ["published", "removed"]
    assert Entry.objects.filter(action="contribution.back_to_waiting").count() == 1


def test_undoing_a_merge_gives_each_its_own_votes_again(question, say, moderator):
    other, both, one = say("Who really pays?"), ParticipantFactory(), ParticipantFactory()
    for contribution, by in ((question, both), (other, both), (other, one)):
        vote(contribution=contribution, by=by)
    done = acts.act(question, lambda: moderating.merge(contribution=question, into=other, by=moderator))
    acts.undo(done, by=moderator)
    assert [Contribution.objects.get(pk=row.pk).votes for row in (question, other)] == [1, 2]


def test_undoing_an_unmerge_merges_again(question, say, moderator):
    other = say("Who really pays?")
    moderating.merge(contribution=question, into=other, by=moderator)
    done = acts.act(question, lambda: moderating.unmerge(contribution=question, by=moderator))
    assert acts.undo(done, by=moderator).merged_into == other


def test_the_one_that_was_being_answered_before_is_it_again(question, say, moderator):
    before = hosting.answer_now(contribution=say("Who decides?"), by=moderator)
    done = acts.act(question, lambda: hosting.answer_now(contribution=question, by=moderator))
    acts.undo(done, by=moderator)
    assert standing(question)["answering"] == before.pk


def test_an_answer_that_was_undone_is_not_answered_in_what_left_meanwhile(question, say, moderator):
    before = hosting.answer_now(contribution=say("Who decides?"), by=moderator)
    done = acts.act(question, lambda: hosting.answer_now(contribution=question, by=moderator))
    moderating.decline(contribution=before, by=moderator, code=ReasonCode.ABUSE)
    acts.undo(done, by=moderator)
    assert standing(question)["answering"] is None


def test_what_was_changed_meanwhile_stays(question, moderator):
    done = acts.act(question, lambda: moderating.decline(contribution=question, by=moderator, code=ReasonCode.ABUSE))
    moderating.publish(contribution=question, by=UserFactory(moderator=True))
    with pytest.raises(Refused, match="was changed meanwhile"):
        acts.undo(done, by=moderator)
    question.refresh_from_db()
    assert question.state == C.PUBLISHED


def test_what_others_were_merged_into_meanwhile_is_not_hidden(waiting, say, moderator):
    done = acts.act(waiting, lambda: moderating.publish(contribution=waiting, by=moderator))
    another = say("Who really pays?", in_hall=waiting.thread.page.specific)
    moderating.merge(contribution=another, into=waiting, by=moderator)
    with pytest.raises(Refused, match="merged into"):
        acts.undo(done, by=moderator)


@pytest.mark.parametrize(
    ("late", "refused"),
    [(timedelta(), False), (GRACE - timedelta(seconds=1), False), (GRACE + timedelta(seconds=1), True)],
)
def test_it_is_over_after_ten_seconds_and_a_little_grace(question, moderator, late, refused):
    done = acts.act(question, lambda: hosting.pin(contribution=question, by=moderator))
    with time_machine.travel(timezone.now() + OFFERED_FOR + late):
        if refused:
            with pytest.raises(Refused, match="ten seconds are over"):
                acts.undo(done, by=moderator)
        else:
            assert acts.undo(done, by=moderator).pinned_at is None


def test_who_may_no_longer_host_undoes_nothing(question, moderator):
    done = acts.act(question, lambda: hosting.pin(contribution=question, by=moderator))
    with pytest.raises(NotAllowed):
        acts.undo(done, by=UserFactory())


def test_of_several_each_is_done_by_itself(say, moderator):
    hall = TownHallPageFactory()
    free, taken = say("Who pays?", in_hall=hall), say("Who decides?", in_hall=hall)
    moderating.claim(contribution=taken, by=UserFactory(moderator=True, first_name="Mary", last_name="Second"))
    done, refused = acts.act_on_each([free, taken], lambda row: moderating.publish(contribution=row, by=moderator))
    assert [one.contribution for one in done] == [free.pk]
    assert [(row, why.split(" until ")[0]) for row, why in refused] == [(taken, "Mary Second has this one")]
    assert [Contribution.objects.get(pk=row.pk).state for row in (free, taken)] == [C.PUBLISHED, C.WAITING]
