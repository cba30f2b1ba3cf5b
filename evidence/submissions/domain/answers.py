"""Saving answers so that nobody writes over anybody."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from consultations.calls.models import QuestionVersion
from consultations.calls.questions import is_empty, readable
from core import open_pages
from core.actors import Actor
from core.errors import Refused
from evidence.submissions.domain.working_copy import locked, touch
from evidence.submissions.models import Answer, AnswerVersion, Contributor, Submission
from evidence.submissions.models.answer import AnswerFields

CONTENT = ("question_version", "value", "text", "confidential", "confidential_reason")
KEPT = (*CONTENT, "revision", "saved_by", "saved_at", "saved_from", "saved_sequence")


@dataclass(frozen=True)
class Writing:
    """One answer as it stands on somebody's page. `base_revision` is what they were shown before they wrote.

    `page` names the open page and `sequence` counts its saves: a page may follow its own save, whatever it was shown.
    """

    version: QuestionVersion
    value: Any
    confidential: bool = False
    confidential_reason: str = ""
    base_revision: int = 0
    page: str = ""
    sequence: int = 0

    def says_what(self, other: AnswerFields) -> bool:
        same = self.value == other.value or (is_empty(self.version, self.value) and other.is_empty)
        mine = (self.confidential, self.confidential_reason if self.confidential else "")
        return same and mine == (other.confidential, other.confidential_reason)


@dataclass(frozen=True)
class Saved:
    """What became of one writing: `set_aside` is the text that waits beside the answer when somebody was faster."""

    answer: Answer
    changed: bool = False
    set_aside: AnswerVersion | None = None


def save_answer(*, submission: Submission, writing: Writing, actor: Actor) -> Saved:
    """Save one answer: see `save_answers`."""
    return save_answers(submission=submission, writings=[writing], actor=actor)[0]


def save_answers(*, submission: Submission, writings: Iterable[Writing], actor: Actor) -> list[Saved]:
    """Save answers into the working copy, all under one lock.

    Written from the revision that stands: it is saved and the revision rises; a text of somebody else's, or one that
    was sent, is kept as a version. Written from an older one with other words: a conflict. The answer stays as it is
    and the late text is set aside beside it, until somebody settles which holds. A draft takes words also after the
    call closed. Ends a sign-off when anything changed. What staff key from paper bears their name.
    Raises NotAllowed for a stranger, Refused for a submission that takes no more words and for what was written from a
    page that still holds purged words; nothing is saved then.
    """
    chosen = list(writings)
    with transaction.atomic():
        fresh = locked(submission, actor)
        standing = {
            answer.question_id: answer
            for answer in Answer.objects.filter(
                submission=fresh, question__in=[writing.version.question_id for writing in chosen]
            )
        }
        writer = actor if isinstance(actor, Contributor) else None
        results = [_save(fresh, standing.get(one.version.question_id), one, writer) for one in chosen]
        changed = [saved.answer.pk for saved in results if saved.changed]
        if changed:
            touch(fresh)
        if changed and isinstance(actor, User):
            Answer.objects.filter(pk__in=changed).update(keyed_by=actor)
        return results


def keep(answer: Answer) -> AnswerVersion:
    """Keep the text of an answer as it stands; the same row when it is kept already."""
    version, _created = AnswerVersion.objects.get_or_create(
        answer=answer,
        revision=answer.revision,
        set_aside=False,
        defaults={name: getattr(answer, name) for name in KEPT if name != "revision"},
    )
    return version


def write(answer: Answer, writing: Writing, writer: Contributor | None) -> None:
    """Put the words into the row and raise its revision. Only under the submission's lock."""
    for name, value in _content(writing).items():
        setattr(answer, name, value)
    answer.revision += 1
    answer.saved_by, answer.saved_at = writer, timezone.now()
    answer.saved_from, answer.saved_sequence = writing.page, writing.sequence
    answer.save()


def refuse_purged(answer: Answer, seen_revision: int) -> None:
    """Raise Refused for what comes from a page that was drawn before words of the answer were removed for good.

    The page may still hold them, and whoever looks at it can't tell. Loaded again it holds them no more.
    """
    if seen_revision < answer.purged_revision:
        raise Refused(
            _(
                "Words of an answer here were removed for good since this page was drawn. Load it again before you write."
            )
        )


def _save(submission: Submission, answer: Answer | None, writing: Writing, writer: Contributor | None) -> Saved:
    if answer is None:
        # Whatever the page says: there is no revision yet that it could have been drawn from.
        writing = replace(writing, base_revision=0)
        answer = Answer(
            submission=submission, question_id=writing.version.question_id, question_version=writing.version
        )
    refuse_purged(answer, writing.base_revision)
    if writing.says_what(answer) or _is_overtaken(answer, writing, writer):
        return Saved(answer)
    if writing.base_revision != answer.revision and not _follows_itself(answer, writing, writer):
        if writing.value == answer.value:
            return _joined(answer, writing, writer)
        return Saved(answer, set_aside=_set_aside(answer, writing, writer))
    if answer.pk and answer.revision and answer.saved_by_id != (writer.pk if writer else None):
        keep(answer)
    write(answer, writing, writer)
    return Saved(answer, changed=True)


def _joined(answer: Answer, writing: Writing, writer: Contributor | None) -> Saved:
    """The same words from two people, who differ only on whether they are confidential: the careful one holds."""
    confidential = answer.confidential or writing.confidential
    reason = answer.confidential_reason or writing.confidential_reason
    if (confidential, reason) == (answer.confidential, answer.confidential_reason):
        return Saved(answer)
    write(answer, replace(writing, confidential=confidential, confidential_reason=reason), writer)
    return Saved(answer, changed=True)


def _follows_itself(answer: AnswerFields, writing: Writing, writer: Contributor | None) -> bool:
    """Whether this comes from the very page that wrote the standing text: its answer to the first save was lost."""
    is_theirs = answer.saved_by_id == (writer.pk if writer else None)
    return is_theirs and open_pages.follows_itself(answer, page=writing.page, sequence=writing.sequence)


def _is_overtaken(answer: AnswerFields, writing: Writing, writer: Contributor | None) -> bool:
    """Whether this is an earlier save of the same page that arrives late."""
    is_theirs = answer.saved_by_id == (writer.pk if writer else None)
    return is_theirs and open_pages.is_overtaken(answer, page=writing.page, sequence=writing.sequence)


def _set_aside(answer: Answer, writing: Writing, writer: Contributor | None) -> AnswerVersion:
    """Lay the late text beside the answer. A page that goes on writing goes on in the same row."""
    waiting = AnswerVersion.objects.filter(answer=answer, set_aside=True, settled_at__isnull=True, saved_by=writer)
    mine = next((one for one in waiting if one.saved_from == writing.page or writing.says_what(one)), None)
    if mine is not None and _is_overtaken(mine, writing, writer):
        return mine
    mine = mine or AnswerVersion(answer=answer, set_aside=True, revision=writing.base_revision)
    for name, value in _content(writing).items():
        setattr(mine, name, value)
    mine.saved_by, mine.saved_at = writer, timezone.now()
    mine.saved_from, mine.saved_sequence = writing.page, writing.sequence
    if writer is None:
        # One of the staff with the paper in hand: they are shown both at once, and nobody else waits to choose.
        mine.settled_at = mine.saved_at
    mine.save()
    return mine


def _content(writing: Writing) -> dict[str, Any]:
    return {
        "question_version": writing.version,
        "value": writing.value,
        "text": readable(writing.version, writing.value),
        "confidential": writing.confidential,
        "confidential_reason": writing.confidential_reason if writing.confidential else "",
    }
