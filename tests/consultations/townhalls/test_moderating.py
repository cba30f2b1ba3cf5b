"""Every question ends in a state that its asker sees, and what is hidden leaves with all that stands under it."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from consultations.townhalls import queries
from consultations.townhalls.domain import hosting, moderating
from consultations.townhalls.enums import ContributionState as C
from consultations.townhalls.enums import MeasureKind, ReasonCode, Stream
from consultations.townhalls.models import BannedWords, Panellist, ThreadEvent
from core.audit import Entry
from core.disclosure import PUBLIC, Audience, Viewer, disclose
from core.errors import NotAllowed, Refused
from tests.factories import ParticipantFactory, TownHallPageFactory, UserFactory


def told(thread, stream=Stream.PUBLIC):
    return list(ThreadEvent.objects.filter(thread=thread, stream=stream).order_by("seq").values_list("kind", flat=True))


def test_hiding_takes_the_replies_along_and_showing_brings_them_back(say, moderator):
    question = say("Who pays?")
    reply = say("Everybody does.", parent=question)
    moderating.decline(contribution=question, by=moderator, code=ReasonCode.OFF_TOPIC)
    reply.refresh_from_db()
    assert list(queries.in_public(question.thread.page)) == []
    assert (disclose(reply, PUBLIC).is_visible, disclose(reply, PUBLIC).text) == (False, "")
    moderating.publish(contribution=question, by=moderator)
    assert set(queries.in_public(question.thread.page)) == {question, reply}


def test_its_author_always_sees_it_and_the_reason(say, guest, moderator):
    question = say("Who pays?")
    hidden = moderating.decline(contribution=question, by=moderator, code=ReasonCode.OFF_TOPIC)
    own = disclose(hidden, Viewer(Audience.CONTRIBUTOR, guest))
    assert (own.text, own.reason) == ("Who pays?", ReasonCode.OFF_TOPIC.label)
    assert disclose(hidden, PUBLIC).reason == ""


def test_the_public_hears_nothing_of_what_it_never_saw(say, moderator):
    waiting = say("Who pays?", in_hall=TownHallPageFactory())
    moderating.decline(contribution=waiting, by=moderator, code=ReasonCode.ABUSE)
    assert told(waiting.thread) == []
    assert told(waiting.thread, Stream.HOST) == ["submitted", "changed"]


def test_what_happens_to_a_question_is_told_in_order(say, moderator):
    question = say("Who pays?", in_hall=TownHallPageFactory())
    moderating.publish(contribution=question, by=moderator)
    hosting.answer_now(contribution=question, by=moderator)
    hosting.answered_live(contribution=question, by=moderator)
    hosting.answer_in_writing(contribution=question, text="The county does.", by=moderator)
    question.refresh_from_db()
    assert told(question.thread) == ["published", "answering", "changed", "answering", "changed"]
    assert (question.state, question.answer) == (C.ANSWERED_IN_WRITING, "The county does.")
    assert question.thread.answering is None


def test_an_edit_for_clarity_keeps_what_was_sent_and_shows_the_change(say, moderator):
    question = say("Who pay?")
    changed = moderating.edit_for_clarity(contribution=question, text="Who pays?", by=moderator)
    known = disclose(changed, PUBLIC)
    assert (known.text, known.as_sent, known.was_edited) == ("Who pays?", "Who pay?", True)
    assert [(one.before, one.after) for one in changed.wordings.all()] == [("Who pay?", "Who pays?")]


def test_one_moderator_at_a_time(say, moderator):
    question, other = say("Who pays?"), UserFactory(moderator=True)
    moderating.claim(contribution=question, by=moderator)
    with pytest.raises(Refused, match="has this one"):
        moderating.claim(contribution=question, by=other)
    moderating.release(contribution=question, by=moderator)
    assert moderating.claim(contribution=question, by=other).claimed_by == other


def test_a_name_that_is_not_to_be_shown_is_shown_to_nobody(say, guest):
    question = say("Who pays?", name="Quixotic Example", is_anonymous=True)
    for viewer in (PUBLIC, Viewer(Audience.STAFF), Viewer(Audience.CONTRIBUTOR, guest)):
        assert "Quixotic" not in str(disclose(question, viewer))


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.MODERATOR, Role.SECRETARIAT}))
def test_others_may_do_none_of_it(say, role):
    question, stranger = say("Who pays?"), UserFactory(holds=[role])
    for verb in (
        lambda: moderating.decline(contribution=question, by=stranger, code=ReasonCode.ABUSE),
        lambda: moderating.edit_for_clarity(contribution=question, text="x", by=stranger),
        lambda: moderating.claim(contribution=question, by=stranger),
        lambda: hosting.answer_now(contribution=question, by=stranger),
        lambda: hosting.pin(contribution=question, by=stranger),
    ):
        with pytest.raises(NotAllowed):
            verb()


@pytest.mark.parametrize("which", ["itself", "another hall", "a comment's reply"])
def test_it_is_merged_only_into_a_question_of_the_same_hall(say, moderator, which):
    question = say("Who pays?")
    into = {
        "itself": lambda: question,
        "another hall": lambda: say("Who pays there?", in_hall=TownHallPageFactory(at_once=True)),
        "a comment's reply": lambda: say("Me too.", parent=question),
    }[which]()
    with pytest.raises(Refused):
        moderating.merge(contribution=question, into=into, by=moderator)


def test_what_stood_in_a_question_that_is_declined_stands_by_itself_again(say, moderator):
    question, same = say("Who pays?"), say("Who will pay?", by=ParticipantFactory())
    moderating.merge(contribution=same, into=question, by=moderator)
    moderating.decline(contribution=question, by=moderator, code=ReasonCode.ABUSE)
    assert set(queries.questions_in_public(question.thread)) == {same}
    same.refresh_from_db()
    assert (same.state, same.merged_into) == (C.PUBLISHED, None)
    question.refresh_from_db()
    assert question.state == C.NOT_PUBLISHED


class TestWordsReadFirst:
    def test_moderators_keep_them_and_they_hold_at_once(
        self, hall, say, moderator, signed_in, django_capture_on_commit_callbacks
    ):
        browser, there = signed_in(moderator), reverse("townhalls:words", args=[hall.pk])
        assert say("They are all ROTTEN  eggs!").state == C.PUBLISHED
        with django_capture_on_commit_callbacks(execute=True):
            browser.post(there, {"words": "Rotten, eggs"})
        assert "rotten eggs" in browser.get(there).text
        assert say("Again: rotten\neggs.").state == C.WAITING
        with django_capture_on_commit_callbacks(execute=True):
            browser.post(there, {"off": BannedWords.objects.get().pk})
        assert say("Rotten eggs it is.").state == C.PUBLISHED
        assert [one.action for one in Entry.objects.filter(action__startswith="words.").order_by("number")] == [
            "words.read_first",
            "words.read_first_no_longer",
        ]

    def test_what_holds_no_word_is_refused(self, hall, moderator, signed_in):
        page = signed_in(moderator).post(reverse("townhalls:words", args=[hall.pk]), {"words": "!!!"}).text
        assert "Enter a word." in page
        assert not BannedWords.objects.exists()

    def test_the_panel_does_not_see_them(self, hall, signed_in):
        panellist = UserFactory()
        Panellist.objects.create(town_hall=hall, name="Ada Example", user=panellist)
        assert signed_in(panellist).get(reverse("townhalls:words", args=[hall.pk])).status_code == 403


def test_a_measure_outlives_the_account_of_who_took_it(client, hall, say, moderator):
    moderating.take_measure(
        thread=say("Who pays?").thread, kind=MeasureKind.SLOW, seconds=30, reason="Too fast.", by=moderator
    )
    moderator.delete()
    assert "Too fast. (a moderator)" in " ".join(client.get(hall.get_url()).text.split())
    assert client.get(reverse("townhalls:moderation", args=[hall.pk])).status_code == 200
