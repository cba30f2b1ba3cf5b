"""Writing together: who is asked in, who answers what, and who must approve."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.calls.models import Question
from core import audit
from core.errors import NotAllowed, Refused
from core.outbox.domain import post
from core.outbox.names import name_in_mail
from evidence.submissions.domain.links import new_link
from evidence.submissions.domain.working_copy import locked
from evidence.submissions.enums import Part
from evidence.submissions.models import Answer, Contributor, Submission

MOST_COLLEAGUES = 20
# Seen in the last two minutes is "writing now"; noted at most twice a minute, because each note is a write.
WRITING_NOW = timedelta(minutes=2)
NOTE_EVERY = timedelta(seconds=30)


def invite_colleague(
    *, submission: Submission, by: Contributor, email: str, name: str = "", part: str = Part.WRITER
) -> Contributor:
    """Ask a colleague in. They get a mail with their own private link; the mail quotes no answer. Logged.

    Raises Refused when the address takes part already or too many do, and when a writer asks for an approver: whoever
    may do without the sign-off says who gives it.
    """
    email = email.strip().lower()
    with transaction.atomic():
        fresh = locked(submission, by)
        if part == Part.APPROVER and not may_end_sign_off(by):
            raise Refused(_("Only %(lead)s or an approver can invite an approver.") % {"lead": _lead_of(fresh)})
        present = list(fresh.contributors.filter(ended_at__isnull=True))
        if any(one.email == email for one in present):
            raise Refused(_("This person already takes part"))
        if len(present) > MOST_COLLEAGUES:
            raise Refused(_("You can invite %(limit)d colleagues at most") % {"limit": MOST_COLLEAGUES})
        colleague = Contributor.objects.create(
            submission=fresh, part=Part(part), email=email, name=name.strip(), invited_by=by
        )
        post_invitation(colleague)
        audit.record("submission.invite", actor=by, subject=fresh, part=part)
        return colleague


def invite_again(*, colleague: Contributor, by: Contributor) -> None:
    """Send a colleague a new link, for a mail that went astray. The link they had ends. Logged.

    Raises as `locked`, and Refused for whoever has come already: a link that works is theirs, and they can get a new one.
    """
    with transaction.atomic():
        fresh = locked(colleague.submission, by)
        colleague = Contributor.objects.select_related("submission", "invited_by").get(pk=colleague.pk)
        if colleague.part == Part.LEAD or colleague.joined_at is not None:
            raise Refused(_("%(name)s has a link that works.") % {"name": colleague})
        post_invitation(colleague)
        audit.record("submission.invite_again", actor=by, subject=fresh, colleague=colleague.pk)


def post_invitation(colleague: Contributor) -> None:
    """Send a colleague their own link. A link they had before ends."""
    post(
        to=colleague.email,
        template="invitation",
        context={
            "submission": colleague.submission,
            "part": colleague.part,
            "name": name_in_mail(colleague.name),
            "host": _named_by_themself(colleague.invited_by),
            "link": new_link(colleague),
        },
        kind="submission.invitation",
        about=colleague.submission,
    )


def remove_colleague(*, colleague: Contributor, by: Contributor) -> None:
    """End a colleague's part: their link opens nothing, what they owned has no owner; their words stay. Logged.

    Raises NotAllowed but for the lead, or somebody who leaves of themself; Refused for the lead, who must stay.
    """
    with transaction.atomic():
        submission = Submission.objects.select_for_update().get(pk=by.submission_id)
        if colleague.submission_id != submission.pk or by.ended_at is not None:
            raise NotAllowed(_("You may not remove this person."))
        if colleague.part == Part.LEAD:
            raise Refused(_("Whoever began the submission can't be removed."))
        if by.part != Part.LEAD and by.pk != colleague.pk:
            raise NotAllowed(_("Only %(lead)s can remove a colleague.") % {"lead": _lead_of(submission)})
        colleague.ended_at, colleague.token_hash = timezone.now(), None
        colleague.save(update_fields=["ended_at", "token_hash"])
        colleague.owns.update(owner=None)
        audit.record("submission.remove_colleague", actor=by, subject=submission, colleague=colleague.pk)


def give_question(*, submission: Submission, question: Question, owner: Contributor | None, by: Contributor) -> Answer:
    """Say who sees to one question, or that nobody does.

    Raises Refused when the owner does not take part or the question belongs to another call.
    """
    with transaction.atomic():
        fresh = locked(submission, by)
        if owner is not None and (owner.submission_id != fresh.pk or owner.ended_at is not None):
            raise Refused(_("Select somebody who takes part"))
        if question.call_id != fresh.call_id or question.current is None:
            raise Refused(_("This question is not asked here."))
        answer, _created = Answer.objects.get_or_create(
            submission=fresh, question=question, defaults={"question_version": question.current}
        )
        answer.owner = owner
        answer.save(update_fields=["owner"])
        return answer


def ask_for_sign_off(*, submission: Submission, wanted: bool, by: Contributor) -> Submission:
    """Say whether an approver must sign off before anything is sent. Approvers get a mail either way. Logged.

    Raises Refused when the call does not offer it or nobody takes part as approver, and NotAllowed for a writer who
    would do without: only whoever began the submission, or an approver, may.
    """
    with transaction.atomic():
        fresh = locked(submission, by)
        approvers = list(fresh.contributors.filter(part=Part.APPROVER, ended_at__isnull=True))
        if wanted and not (fresh.call and fresh.call.sign_off_offered):
            raise Refused(_("This call does not offer sign-off."))
        if wanted and not approvers:
            raise Refused(_("Invite an approver first"))
        if not wanted and not may_end_sign_off(by):
            raise NotAllowed(_("Only %(lead)s or an approver can do without the sign-off.") % {"lead": _lead_of(fresh)})
        if fresh.wants_sign_off != wanted:
            fresh.wants_sign_off = wanted
            fresh.signed_off_by = fresh.signed_off_at = None
            fresh.save(update_fields=["wants_sign_off", "signed_off_by", "signed_off_at"])
            audit.record("submission.ask_for_sign_off", actor=by, subject=fresh, wanted=wanted)
            for approver in approvers:
                post(
                    to=approver.email,
                    template="sign_off_asked" if wanted else "sign_off_ended",
                    context={"submission": fresh, "host": _named_by_themself(by)},
                    kind="submission.sign_off",
                    about=fresh,
                )
        return fresh


def may_end_sign_off(contributor: Contributor) -> bool:
    return contributor.part in (Part.LEAD, Part.APPROVER)


def sign_off(*, submission: Submission, by: Contributor, read_at: datetime) -> Submission:
    """Approve the words as they stood at `read_at`. Any later change ends it. Logged.

    Raises NotAllowed for anybody but an approver, Refused when the words changed after they were read.
    """
    with transaction.atomic():
        fresh = locked(submission, by)
        if by.part != Part.APPROVER:
            raise NotAllowed(_("Only an approver can sign off."))
        if not fresh.changed_at <= read_at <= timezone.now():
            raise Refused(_("The answers were changed while you read them. Read them again before you sign off."))
        fresh.signed_off_by, fresh.signed_off_at = by, timezone.now()
        fresh.save(update_fields=["signed_off_by", "signed_off_at"])
        audit.record("submission.sign_off", actor=by, subject=fresh)
        return fresh


def note_presence(*, contributor: Contributor) -> None:
    """Note that somebody is here, for those who write with them."""
    now = timezone.now()
    if contributor.last_seen_at is None or contributor.last_seen_at < now - NOTE_EVERY:
        Contributor.objects.filter(pk=contributor.pk).update(last_seen_at=now)
        contributor.last_seen_at = now


def is_here(contributor: Contributor) -> bool:
    return contributor.last_seen_at is not None and contributor.last_seen_at >= timezone.now() - WRITING_NOW


def _named_by_themself(writer: Contributor | None) -> str:
    return name_in_mail(writer.name if writer else "") or _("Somebody")


def _lead_of(submission: Submission) -> str:
    return str(submission.contributors.filter(part=Part.LEAD).first() or _("the lead"))
