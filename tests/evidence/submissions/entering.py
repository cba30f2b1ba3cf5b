"""Replies from paper as staff enter them: for the tests of the verbs and of the pages."""

from django.utils import timezone

from evidence.submissions.domain.answers import Writing, save_answer
from evidence.submissions.domain.keying import key_again
from evidence.submissions.domain.paper import correct_envelope, enter_reply
from evidence.submissions.domain.start import Respondent
from evidence.submissions.domain.submit import submit_submission
from evidence.submissions.enums import Channel, RespondentKind


def enter(call, actor, **more):
    return enter_reply(
        call=call,
        channel=Channel.PAPER,
        received_on=more.pop("received_on", timezone.localdate()),
        respondent=Respondent(RespondentKind.INDIVIDUAL, name="Ada Letter"),
        publishing="not_at_all",
        actor=actor,
        **more,
    )


def correct(submission, actor, **more):
    said = {
        "channel": Channel.PAPER,
        "received_on": submission.received_on,
        "respondent": Respondent(RespondentKind.INDIVIDUAL, name=submission.name),
        "publishing": submission.publishing,
    }
    return correct_envelope(submission=submission, actor=actor, **(said | more))


def recorded(asked, first, second, **more):
    """Return a reply that two people keyed alike and that was recorded."""
    reply = enter(asked[0], first, **more)
    key_first(reply, first, *asked[1:])
    key_again(submission=reply, values={asked[2].pk: "Yes"}, actor=second)
    return submit_submission(submission=reply, actor=first, declared=True)


def key_first(submission, actor, words, choice, value="Yes"):
    for question, text in ((words, "Teams"), (choice, value)):
        save_answer(submission=submission, writing=Writing(version=question.current, value=text), actor=actor)


def rekey(submission, actor, question, value):
    """Change one answer with the page that shows what stands now."""
    answer = submission.answers.filter(question=question).first()
    writing = Writing(version=question.current, value=value, base_revision=answer.revision if answer else 0)
    return save_answer(submission=submission, writing=writing, actor=actor)
