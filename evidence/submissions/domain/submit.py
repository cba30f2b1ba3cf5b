"""Sending a submission, and sending it again when it was changed."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.actors import Actor
from core.errors import NotAllowed, Refused
from core.lifecycle import move
from core.references import reference
from evidence.submissions.deadline import closing_time, why_too_late
from evidence.submissions.domain.answers import keep
from evidence.submissions.domain.carry_over import carry_over_redactions
from evidence.submissions.domain.keying import why_not_keyed
from evidence.submissions.domain.mail import tell_writers
from evidence.submissions.domain.risk import weigh
from evidence.submissions.domain.working_copy import why_unchangeable
from evidence.submissions.drafts import Draft, draft_of, sent_differs
from evidence.submissions.enums import SubmissionState as S
from evidence.submissions.lifecycle import SUBMISSION
from evidence.submissions.models import Submission, SubmissionVersion
from evidence.submissions.rules import may_write


@dataclass(frozen=True)
class Obstacle:
    """What stands in the way of sending, and where it is mended: a question, a page of the draft, or nowhere."""

    why: str
    question: int | None = None
    page: str = ""


def obstacles(draft: Draft) -> list[Obstacle]:
    """Return everything that stands in the way of sending this working copy now, the clock aside.

    What somebody wrote on paper is what it is: nothing that is missing there, or too long, stands in the way.
    """
    submission = draft.submission
    is_from_paper = not submission.came_online
    found = [] if is_from_paper else [Obstacle(why, question=pk) for pk, why in draft.missing.items()]
    shown = {question.pk for question in draft.shown()}
    found += [
        Obstacle(_("Choose between the two texts of this answer"), question=late.answer.question_id, page="conflict")
        for late in draft.late_texts
        if late.answer.question_id in shown
    ]
    if not submission.publishing:
        found.append(Obstacle(_("Select how much of it may be published"), page="publishing"))
    if not draft.to_send() and not draft.attachments:
        found.append(Obstacle(_("Answer at least one question"), page="tasks"))
    if submission.wants_sign_off and submission.signed_off_at is None:
        found.append(Obstacle(_("A colleague must sign off these answers first"), page="colleagues"))
    if is_from_paper and (why := why_not_keyed(draft)):
        found.append(Obstacle(why))
    return found


def submit_submission(*, submission: Submission, actor: Actor, declared: bool) -> Submission:
    """Send what stands in the working copy, for the first time or again, and return the submission as it then stands.

    In one transaction: the texts are pinned as a version, the state moves, the reference is allotted, the mails with
    the receipt are written to everybody who writes it, and it is logged. So no receipt is without its row. Safe to
    repeat: when nothing changed since the last sending, nothing happens and the same receipt holds.
    Raises Refused with every reason at once, NotAllowed for somebody who does not write it.
    """
    with transaction.atomic():
        fresh = Submission.objects.select_for_update().get(pk=submission.pk)
        if not may_write(actor, fresh):
            raise NotAllowed(_("You may not send this submission."))
        draft = draft_of(fresh)
        if fresh.was_sent and not sent_differs(draft):
            return fresh
        if why := why_unchangeable(fresh):
            raise Refused(why)
        # A question of the secretariat's may be answered by changing the answers, whenever it was asked.
        if fresh.state != S.CLARIFICATION and (why := why_too_late(fresh)):
            raise Refused(why)
        reasons = [one.why for one in obstacles(draft)]
        if not declared:
            reasons.append(_("Confirm the declaration"))
        if reasons:
            raise Refused(*reasons)
        return _send(fresh, draft, actor)


def _send(submission: Submission, draft: Draft, actor: Actor) -> Submission:
    kept = [keep(answer) for answer in draft.to_send()]
    last = submission.versions.order_by("-number").first()
    version = SubmissionVersion.objects.create(
        submission=submission,
        number=last.number + 1 if last else 1,
        sent_at=timezone.now(),
        sent_by=actor.audit_name,
    )
    version.answers.set(kept)
    changes: dict[str, object] = {"current": version}
    if submission.reference is None and submission.call is not None and submission.call.code:
        changes |= {"submitted_at": version.sent_at, "reference": reference(submission.call.code)}
    verb = "amend" if submission.was_sent else "submit"
    sent = move(SUBMISSION, submission, verb, actor=actor, changes=changes)
    carry_over_redactions(submission=sent)
    weigh(submission=sent)
    tell_writers(sent, "received" if verb == "submit" else "changed", closes_at=closing_time(sent))
    return sent
