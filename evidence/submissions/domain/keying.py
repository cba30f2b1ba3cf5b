"""The second keying: two people read each closed answer on the paper, and where they differ somebody looks again."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand, is_secretariat
from consultations.calls.enums import CLOSED_TYPES
from consultations.calls.models import Question
from consultations.calls.questions import readable
from core import audit
from core.errors import NotAllowed, Refused
from evidence.submissions.domain.answers import Writing, keep, write
from evidence.submissions.domain.working_copy import locked, touch
from evidence.submissions.drafts import Draft, draft_of
from evidence.submissions.models import Answer, SecondKeying, Submission
from evidence.submissions.rules import was_entered


@dataclass(frozen=True)
class Difference:
    """A closed answer that two people read differently on the paper, or that was changed since it was settled."""

    question: Question
    keying: SecondKeying
    first_value: Any

    @property
    def first(self) -> str:
        return _words(self.question, self.first_value)

    @property
    def second(self) -> str:
        return _words(self.question, self.keying.value)

    @property
    def first_choice(self) -> str:
        """What a page posts for the first reading. It names what was shown, so that it means nothing else."""
        return f"first.{_mark_of(self.first_value)}"

    @property
    def second_choice(self) -> str:
        return f"second.{_mark_of(self.keying.value)}"


def locked_entry(submission: Submission, actor: User) -> Submission:
    """Return a reply that did not come online, locked until the transaction ends.

    Raises NotAllowed for anybody but the secretariat, Refused for one that came online or takes no more words.
    """
    demand(is_secretariat, actor, _("Only the secretariat enters replies."))
    if not was_entered(actor, submission):
        raise Refused(_("This reply is not being entered."))
    return locked(submission, actor)


def closed_questions(draft: Draft) -> list[Question]:
    """Return the questions whose answers are keyed twice: every closed one that the paper could answer."""
    return [question for question in draft.shown() if question.current and question.current.type in CLOSED_TYPES]


def to_key_again(draft: Draft) -> list[Question]:
    """Return the closed questions, as they are shown now, that nobody has keyed a second time."""
    keyed = _keyings(draft)
    return [question for question in closed_questions(draft) if question.pk not in keyed]


def to_key_again_by(actor: User, draft: Draft) -> list[Question]:
    """Return those of them that `actor` may key: the ones that somebody else keyed, or left blank, first."""
    return [question for question in to_key_again(draft) if _first_keyer(draft, question) != actor.pk]


def has_keyed(actor: User, draft: Draft) -> bool:
    """Whether `actor` began the entry, or keyed any of its answers first."""
    return draft.submission.entered_by_id == actor.pk or any(
        answer.keyed_by_id == actor.pk for answer in draft.answers.values()
    )


def differences_of(draft: Draft) -> list[Difference]:
    """Return the differences between the two keyings that nobody has settled, or that opened again after it."""
    keyings = _keyings(draft)
    return [
        Difference(question, keying, _value(draft, question))
        for question in closed_questions(draft)
        if (keying := keyings.get(question.pk)) and not _is_settled(draft, question, keying)
    ]


def why_not_keyed(draft: Draft) -> str:
    """Return why a reply from paper is not ready to be recorded, or nothing.

    Each closed answer that would be sent must be one that two people read alike, or that was settled and not changed
    since.
    """
    if differences_of(draft):
        return _("Settle the differences between the two keyings first.")
    if to_key_again(draft):
        return _("A second person must key the closed answers again first.")
    return ""


def key_again(*, submission: Submission, values: Mapping[int, Any], actor: User) -> list[Difference]:
    """Take a second person's reading of the closed answers (by question) and return where the two differ. Logged.

    Where they agree, the answer is settled. Questions that were keyed again before, or that `actor` keyed first, are
    left as they are. Raises NotAllowed when `actor` keyed all of them first, Refused when none is left to be keyed or
    the reply takes no more words.
    """
    with transaction.atomic():
        fresh = locked_entry(submission, actor)
        draft = draft_of(fresh)
        if not to_key_again(draft):
            raise Refused(_("It was keyed again already."))
        questions = to_key_again_by(actor, draft)
        if not questions:
            raise NotAllowed(_("Somebody else must key it again: you keyed it first."))
        now = timezone.now()
        for question in questions:
            value = values.get(question.pk)
            agrees = _same(_value(draft, question), value)
            SecondKeying.objects.create(
                submission=fresh,
                question=question,
                value=value,
                keyed_by=actor,
                keyed_at=now,
                settled_value=value if agrees else None,
                settled_by=actor if agrees else None,
                settled_at=now if agrees else None,
            )
        found = differences_of(draft)
        audit.record("submission.key_again", actor=actor, subject=fresh, differences=len(found))
        return found


def settle_keying(*, keying: SecondKeying, value: Any, actor: User) -> None:
    """Say what the paper says, after looking at it again; the answer takes it. Logged, without the words.

    An answer that is changed after this is a difference again. Raises NotAllowed for anybody but the secretariat,
    Refused when nothing is left to settle or the reply takes no more words.
    """
    with transaction.atomic():
        submission = locked_entry(keying.submission, actor)
        fresh = SecondKeying.objects.get(pk=keying.pk)
        draft = draft_of(submission)
        question = next((one for one in draft.questions if one.pk == fresh.question_id), None)
        if question is None or question.current is None:
            raise Refused(_("This question is no longer asked."))
        if _is_settled(draft, question, fresh):
            raise Refused(_("This difference was settled already."))
        answer = draft.answers.get(question.pk) or Answer(
            submission=submission, question=question, question_version=question.current
        )
        if not _same(answer.value, value):
            if answer.pk:
                keep(answer)
            write(answer, Writing(question.current, value, answer.confidential, answer.confidential_reason), None)
            touch(submission)
        fresh.settled_value, fresh.settled_by, fresh.settled_at = value, actor, timezone.now()
        fresh.save(update_fields=["settled_value", "settled_by", "settled_at"])
        audit.record("submission.settle_keying", actor=actor, subject=submission, question=question.pk)


def _keyings(draft: Draft) -> dict[int, SecondKeying]:
    return {keying.question_id: keying for keying in draft.submission.second_keyings.all()}


def _is_settled(draft: Draft, question: Question, keying: SecondKeying) -> bool:
    """Whether the answer is what was settled, or what two people read by now."""
    value = _value(draft, question)
    if keying.settled_at is not None and _same(value, keying.settled_value):
        return True
    return _same(value, keying.value) and _first_keyer(draft, question) != keying.keyed_by_id


def _first_keyer(draft: Draft, question: Question) -> int | None:
    """Return who keyed an answer first. What was left blank was read as blank by whoever began the entry."""
    answer = draft.answers.get(question.pk)
    return answer.keyed_by_id if answer and answer.keyed_by_id else draft.submission.entered_by_id


def _value(draft: Draft, question: Question) -> Any:
    answer = draft.answers.get(question.pk)
    return answer.value if answer else None


def _same(first: Any, second: Any) -> bool:
    return bool(first == second or (not first and not second))


def _mark_of(value: Any) -> str:
    return hashlib.sha256(json.dumps(value or None, sort_keys=True).encode()).hexdigest()[:16]


def _words(question: Question, value: Any) -> str:
    return readable(question.current, value) if question.current else ""
