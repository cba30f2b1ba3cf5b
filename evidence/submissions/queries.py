"""Reads of submissions. `visible_to` is the only door to a list."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from accounts.models import User
from accounts.rules import is_secretariat
from consultations.calls.enums import CLOSED_TYPES
from consultations.calls.models import Question
from evidence.submissions.enums import SUBMITTED, PublishingChoice, Release, ScanState, SubmissionState
from evidence.submissions.models import Answer, AnswerVersion, Attachment, Contributor, Redaction, Submission

AnswerRows = list[AnswerVersion] | list[Answer]
_QUESTION = ("question_version__question__section",)


def visible_to(actor: Any) -> QuerySet[Submission]:
    """Return the submissions whose rows `actor` may list.

    The secretariat sees all that was sent and never a draft; others see those that they write. The public sees no
    row here: what is published stands in the editions.
    """
    if is_secretariat(actor):
        return Submission.objects.filter(state__in=SUBMITTED, submitted_at__isnull=False)
    if isinstance(actor, Contributor):
        return Submission.objects.filter(contributors=actor, contributors__ended_at__isnull=True)
    if getattr(actor, "is_authenticated", False):
        return written_by(actor)
    return Submission.objects.none()


def written_by(user: User) -> QuerySet[Submission]:
    """Return the submissions that a person writes or sent themself, whatever they may do as staff."""
    return Submission.objects.filter(contributors__user=user, contributors__ended_at__isnull=True).distinct()


def answers_to_disclose(submission: Submission) -> AnswerRows:
    """Return what was last sent, in the order of the questions; before the first sending, the working copy."""
    order = ("question_version__question__section__position", "question_version__question__position")
    if submission.current_id is None:
        return list(submission.answers.select_related(*_QUESTION).order_by(*order))
    sent = AnswerVersion.objects.filter(sent_in=submission.current_id).select_related(*_QUESTION)
    rows = list(sent.prefetch_related("redactions", Prefetch("answer", Answer.objects.all())).order_by(*order))
    for row in rows:
        row.answer.submission = submission
    return rows


def attachments_sent(submission: Submission) -> QuerySet[Attachment]:
    """Return the files that belong to what was last sent.

    A file added to an amendment that is still being written is not among them, and one removed by it still is.
    """
    if submission.current is None:
        return submission.attachments.filter(removed_at__isnull=True)
    at = submission.current.sent_at
    return submission.attachments.filter(Q(removed_at__isnull=True) | Q(removed_at__gt=at), uploaded_at__lte=at)


def attachments_to_disclose(submission: Submission) -> list[Attachment]:
    """Return the files that belong to what was last sent, with their marks, in the order they came."""
    return list(attachments_sent(submission).prefetch_related("redactions").order_by("uploaded_at", "pk"))


def files_undecided(submission: Submission) -> list[str]:
    """Return the names of the files of which no screener has said yet what the public gets."""
    waiting = attachments_sent(submission).filter(
        release=Release.UNDECIDED, scan=ScanState.CLEAN, is_paper_scan=False, removed_at__isnull=True
    )
    return list(waiting.order_by("uploaded_at", "pk").values_list("name", flat=True))


def redactions_of(submission: Submission) -> QuerySet[Redaction]:
    """Return the redactions that bear on what was last sent and on its attachments."""
    return Redaction.objects.filter(
        Q(answer_version__in=AnswerVersion.objects.filter(sent_in=submission.current_id))
        | Q(attachment__in=attachments_sent(submission).order_by())
    )


def sealed_redactions_of(submission: Submission) -> QuerySet[Redaction]:
    """Return those whose words staff read only by opening them: see Redaction.is_sealed."""
    return redactions_of(submission).filter(Q(checked_at__isnull=False) | Q(was_sealed=True))


def unchecked_redactions(submission: Submission) -> QuerySet[Redaction]:
    return redactions_of(submission).filter(checked_at__isnull=True)


def names_to_keep(submission: Submission) -> list[str]:
    """Return the names and addresses that must not show, longest first.

    Whoever is answered for is never named, whatever the writer chose for themself; of an anonymous submission, nobody is.
    """
    names = {submission.on_behalf_of}
    if submission.publishing != PublishingChoice.FULL:
        names |= {submission.name, submission.organisation_name}
        for contributor in submission.contributors.all():
            names |= {contributor.name, contributor.email}
    return sorted((name for name in names if name.strip()), key=lambda name: (-len(name), name))


def being_entered() -> QuerySet[Submission]:
    """Return the replies from paper, telephone and mail that staff are still entering. For the secretariat alone."""
    return Submission.objects.filter(state=SubmissionState.DRAFT, entered_by__isnull=False).select_related(
        "call", "entered_by"
    )


def entries_with_stages() -> QuerySet[Submission]:
    """Return the same, oldest first, each with what tells its stage: `has_closed`, `has_answers`, `keyings`, `open_keyings`."""
    closed = Question.objects.filter(call=OuterRef("call"), retired_at__isnull=True, current__type__in=CLOSED_TYPES)
    answered = Answer.objects.filter(submission=OuterRef("pk"), value__isnull=False)
    unsettled = Q(second_keyings__settled_at__isnull=True)
    return (
        being_entered()
        .annotate(
            has_closed=Exists(closed),
            has_answers=Exists(answered),
            keyings=Count("second_keyings"),
            open_keyings=Count("second_keyings", filter=unsettled),
        )
        .order_by("received_on", "pk")
    )
