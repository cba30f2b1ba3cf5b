"""Two texts for one answer, and choosing between them."""

import hashlib
import json
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import audit
from core.actors import Actor
from core.errors import Refused
from evidence.submissions.domain.answers import Writing, keep, refuse_purged, write
from evidence.submissions.domain.working_copy import locked, touch
from evidence.submissions.models import Answer, AnswerVersion, Contributor


class Choice(models.TextChoices):
    MINE = "mine", gettext_lazy("Keep the later text")
    THEIRS = "theirs", gettext_lazy("Keep the saved text")
    TOGETHER = "together", gettext_lazy("Write one text from both")


def settle_conflict(
    *,
    set_aside: AnswerVersion,
    choice: Choice,
    seen_revision: int,
    actor: Actor,
    value: Any = None,
    seen_late: str | None = None,
) -> Answer:
    """Settle which text of an answer holds; both stay in its history. Logged, without the words.

    `seen_revision` is the saved text that the chooser was shown, `seen_late` the mark of the later one (`mark_of_late`),
    where there was one; `value` are the new words of `Choice.TOGETHER`.
    Raises Refused, and changes nothing, when either text changed meanwhile, words were removed for good, or somebody
    settled it first.
    """
    with transaction.atomic():
        submission = locked(set_aside.answer.submission, actor)
        answer = Answer.objects.get(pk=set_aside.answer_id)
        late = AnswerVersion.objects.get(pk=set_aside.pk)
        if late.settled_at is not None:
            raise Refused(_("Somebody has settled this already."))
        refuse_purged(answer, seen_revision)
        if answer.revision != seen_revision:
            raise Refused(_("The saved text was changed again while you chose. Look at both once more."))
        if seen_late is not None and seen_late != mark_of_late(late):
            raise Refused(_("The later text was changed again while you chose. Look at both once more."))
        if choice != Choice.THEIRS:
            if answer.revision:
                keep(answer)
            words = late.value if choice == Choice.MINE else value
            careful = late.confidential if choice == Choice.MINE else late.confidential or answer.confidential
            reason = late.confidential_reason or answer.confidential_reason
            write(
                answer,
                Writing(late.question_version, words, careful, reason if careful else ""),
                actor if isinstance(actor, Contributor) else None,
            )
            touch(submission)
        late.settled_at = timezone.now()
        late.save(update_fields=["settled_at"])
        audit.record("submission.settle_conflict", actor=actor, subject=submission, answer=answer.pk, choice=choice)
        return answer


def mark_of_late(late: AnswerVersion) -> str:
    """Return a short mark of a text that was set aside, so that a page can say what it showed.

    Whoever wrote it may go on writing in it, and nobody may settle words that they never saw.
    """
    said = [late.question_version_id, late.value, late.confidential, late.confidential_reason]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]
