"""Replies that came on paper, by telephone or by mail: entered by staff, their closed answers keyed twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand, is_secretariat
from consultations.calls.enums import CLOSED_TYPES, Format
from consultations.calls.models import CallPage, Question
from consultations.calls.questions import readable
from core import audit
from core.errors import NotAllowed, Refused
from evidence.submissions.domain.answers import Writing, keep, write
from evidence.submissions.domain.start import Respondent
from evidence.submissions.domain.working_copy import touch
from evidence.submissions.drafts import Draft, draft_of
from evidence.submissions.enums import Channel, Part, SubmissionState
from evidence.submissions.models import Contributor, SecondKeying, Submission


@dataclass(frozen=True)
class Difference:
    """A closed answer that two people read differently on the paper."""

    question: Question
    keying: SecondKeying
    first: str
    second: str


def enter_reply(
    *,
    call: CallPage,
    channel: str,
    received_on: date,
    respondent: Respondent,
    publishing: str,
    actor: User,
    email: str = "",
    format: str = Format.STANDARD,  # noqa: A002 - the field's own word
    key: UUID | None = None,
) -> Submission:
    """Begin to enter a reply that did not come online. With an address, its respondent is told when it is recorded.

    Logged. Safe to repeat with the same `key`. Raises NotAllowed for anybody but the secretariat, Refused for a day
    that is still to come.
    """
    with transaction.atomic():
        demand(is_secretariat, actor, _("Only the secretariat enters replies."))
        if received_on > timezone.localdate():
            raise Refused(_("The day it was received must be today or in the past"))
        if key and (entered := Submission.objects.filter(key=key, entered_by=actor).first()):
            return entered
        submission = Submission.objects.create(
            key=key or uuid4(),
            call=call,
            call_title=call.title,
            channel=Channel(channel),
            received_on=received_on,
            publishing=publishing,
            format=format,
            entered_by=actor,
            **respondent.columns(),
        )
        if email.strip():
            Contributor.objects.create(
                submission=submission, part=Part.LEAD, email=email.strip().lower(), name=respondent.name
            )
        audit.record("submission.enter", actor=actor, subject=submission, channel=channel)
        return submission


def closed_questions(draft: Draft) -> list[Question]:
    """Return the questions whose answers are keyed twice: every closed one that the paper could answer."""
    return [question for question in draft.shown() if question.current and question.current.type in CLOSED_TYPES]


def key_again(*, submission: Submission, values: Mapping[int, Any], actor: User) -> list[Difference]:
    """Take a second person's reading of the closed answers (by question) and return where the two differ. Logged.

    Where they agree, the answer is settled. Raises NotAllowed for whoever keyed it first, Refused when it was keyed
    again before or has been recorded.
    """
    with transaction.atomic():
        fresh = _locked(submission, actor)
        if fresh.entered_by_id == actor.pk:
            raise NotAllowed(_("Somebody else must key it again: you keyed it first."))
        if fresh.second_keyings.exists():
            raise Refused(_("It was keyed again already."))
        draft = draft_of(fresh)
        now = timezone.now()
        for question in closed_questions(draft):
            value = values.get(question.pk)
            agrees = _same(draft.values.get(str(question.key)), value)
            SecondKeying.objects.create(
                submission=fresh,
                question=question,
                value=value,
                keyed_by=actor,
                keyed_at=now,
                settled_by=actor if agrees else None,
                settled_at=now if agrees else None,
            )
        found = differences_of(fresh, draft)
        audit.record("submission.key_again", actor=actor, subject=fresh, differences=len(found))
        return found


def settle_keying(*, keying: SecondKeying, value: Any, actor: User) -> None:
    """Say what the paper says, after looking at it again; the answer takes it. Logged, without the words.

    Raises Refused when it was settled before or the reply has been recorded.
    """
    with transaction.atomic():
        submission = _locked(keying.submission, actor)
        fresh = SecondKeying.objects.get(pk=keying.pk)
        if fresh.settled_at is not None:
            raise Refused(_("This difference was settled already."))
        draft = draft_of(submission)
        question = next(one for one in draft.questions if one.pk == fresh.question_id)
        answer = draft.answers.get(question.pk) or submission.answers.model(
            submission=submission, question=question, question_version=question.current
        )
        if question.current and not _same(answer.value, value):
            if answer.pk:
                keep(answer)
            write(answer, Writing(question.current, value, answer.confidential, answer.confidential_reason), None)
            touch(submission)
        fresh.settled_by, fresh.settled_at = actor, timezone.now()
        fresh.save(update_fields=["settled_by", "settled_at"])
        audit.record("submission.settle_keying", actor=actor, subject=submission, question=question.pk)


def differences_of(submission: Submission, draft: Draft) -> list[Difference]:
    """Return the differences between the two keyings that nobody has settled."""
    by_pk = {question.pk: question for question in draft.questions}
    return [
        Difference(
            question, keying, _words(question, draft.values.get(str(question.key))), _words(question, keying.value)
        )
        for keying in submission.second_keyings.filter(settled_at__isnull=True)
        if (question := by_pk.get(keying.question_id))
    ]


def why_not_keyed(submission: Submission, draft: Draft) -> str:
    """Return why a reply from paper is not ready to be recorded, or nothing."""
    if not closed_questions(draft):
        return ""
    keyings = list(submission.second_keyings.all())
    if not keyings:
        return _("A second person must key the closed answers again first.")
    if any(keying.settled_at is None for keying in keyings):
        return _("Settle the differences between the two keyings first.")
    return ""


def _locked(submission: Submission, actor: User) -> Submission:
    fresh = Submission.objects.select_for_update().get(pk=submission.pk)
    demand(is_secretariat, actor, _("Only the secretariat enters replies."))
    if fresh.channel == Channel.ONLINE or fresh.state != SubmissionState.DRAFT:
        raise Refused(_("This reply is not being entered."))
    return fresh


def _same(first: Any, second: Any) -> bool:
    return bool(first == second or (not first and not second))


def _words(question: Question, value: Any) -> str:
    return readable(question.current, value) if question.current else ""
