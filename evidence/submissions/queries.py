"""Reads of submissions. `visible_to` is the only door to a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from accounts.models import User
from accounts.rules import is_secretariat
from core.audit import Entry, name_of
from evidence.submissions.enums import (
    OPEN_TO_CHANGE,
    SUBMITTED,
    Channel,
    PublishingChoice,
    Release,
    ScanState,
    SubmissionState,
)
from evidence.submissions.finding import squeezed
from evidence.submissions.models import Answer, AnswerVersion, Attachment, Contributor, Redaction, Submission

AnswerRows = list[AnswerVersion] | list[Answer]
_QUESTION = ("question_version__question__section",)
_ORDER = ("question_version__question__section__position", "question_version__question__position")


# What Redaction.is_sealed says of one row.
SEALED = Q(checked_at__isnull=False) | Q(was_sealed=True)


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


def read_by_staff() -> QuerySet[Submission]:
    """Return what was sent and not withdrawn: the secretariat reads the words of no other."""
    return Submission.objects.filter(state__in=SUBMITTED - {SubmissionState.WITHDRAWN}, submitted_at__isnull=False)


def taken_back(submissions: Iterable[Submission]) -> dict[int, Entry]:
    """Return, by key, the last taking back of each that the public could read once and can't now: one query."""
    rows = {name_of(row): row.pk for row in submissions if row.state != SubmissionState.PUBLISHED}
    entries = Entry.objects.filter(subject__in=rows, action="submission.unpublish").order_by("number")
    return {rows[entry.subject]: entry for entry in entries}


def written_by(user: User) -> QuerySet[Submission]:
    """Return the submissions that a person writes or sent themself, whatever they may do as staff."""
    return Submission.objects.filter(contributors__user=user, contributors__ended_at__isnull=True).distinct()


def reachable(submission: Submission) -> QuerySet[Contributor]:
    """Return those who write it, have not left it, and can be written to."""
    return submission.contributors.filter(ended_at__isnull=True).exclude(email="")


def answers_to_disclose(submission: Submission) -> AnswerRows:
    """Return what was last sent, in the order of the questions; before the first sending, the working copy."""
    if not submission.was_sent:
        return list(submission.answers.select_related(*_QUESTION).order_by(*_ORDER))
    sent = AnswerVersion.objects.filter(sent_in=submission.current_id).select_related(*_QUESTION)
    rows = list(sent.prefetch_related("redactions", Prefetch("answer", Answer.objects.all())).order_by(*_ORDER))
    for row in rows:
        row.answer.submission = submission
    return rows


def with_what_was_sent(rows: QuerySet[Submission]) -> QuerySet[Submission]:
    """Return submissions with the answers last sent and their marks, in the order of the questions: three queries more."""
    answers = AnswerVersion.objects.select_related(*_QUESTION).order_by(*_ORDER, "pk")
    return rows.select_related("current").prefetch_related(
        Prefetch("current__answers", answers), "current__answers__redactions"
    )


def attachments_sent(submission: Submission) -> QuerySet[Attachment]:
    """Return the files that belong to what was last sent.

    A file added to an amendment that is still being written is not among them, and one removed by it still is. The
    scan of a paper reply is staff's own and was sent by nobody: it counts from its upload until it is removed.
    """
    if submission.current is None:
        return submission.attachments.filter(removed_at__isnull=True)
    return submission.attachments.filter(_went_with_it())


def files_read_by_staff() -> QuerySet[Attachment]:
    """Return the files that came with what staff read, found clean and not destroyed whole; the scans of paper aside."""
    rows = Attachment.objects.filter(_went_with_it(), submission__in=read_by_staff(), scan=ScanState.CLEAN)
    return rows.exclude(is_paper_scan=True).exclude(file="", text="")


def _went_with_it() -> Q:
    """Return what says that a file belongs to what its submission last sent."""
    standing, at = Q(removed_at__isnull=True), F("submission__current__sent_at")
    went = (standing | Q(removed_at__gt=at)) & Q(uploaded_at__lte=at, is_paper_scan=False)
    return went | (standing & Q(is_paper_scan=True))


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


def every_redaction_of(submission: Submission) -> QuerySet[Redaction]:
    """Return the redactions of every text that is kept: earlier ones and removed files too."""
    of_it = Q(answer_version__answer__submission=submission) | Q(attachment__submission=submission)
    return Redaction.objects.filter(of_it).select_related("answer_version", "attachment")


def sealed_redactions_of(submission: Submission) -> QuerySet[Redaction]:
    """Return those whose words staff read only by opening them: see Redaction.is_sealed."""
    return redactions_of(submission).filter(SEALED)


@dataclass(frozen=True)
class Sealed:
    """Words that are sealed somewhere in a submission: of which `answer`, or of a file, by whom and why."""

    words: str
    reason: str
    made_by: User
    answer: int | None


def sealed_words(submission: Submission) -> list[Sealed]:
    """Return the words sealed in any text of a submission that is kept, longest first. One query."""
    marks = every_redaction_of(submission).filter(SEALED)
    found: dict[tuple[str, int | None], Sealed] = {}
    for mark in marks.select_related("made_by").order_by("pk"):
        answer = mark.answer_version.answer_id if mark.answer_version else None
        found[squeezed(mark.words), answer] = Sealed(mark.words, mark.reason, mark.made_by, answer)
    return sorted(found.values(), key=lambda one: -len(one.words))


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


def entered() -> QuerySet[Submission]:
    """Return the replies from paper, telephone and mail, recorded or not, withdrawn ones aside. For the secretariat alone."""
    return (
        Submission.objects.exclude(channel=Channel.ONLINE)
        .exclude(state=SubmissionState.WITHDRAWN)
        .select_related("call", "current", "entered_by", "organisation")
    )


def being_entered() -> QuerySet[Submission]:
    """Return, oldest first, those not recorded yet or keyed anew since they were, with all that tells their stage."""
    keyed_since = Answer.objects.filter(submission=OuterRef("pk"), saved_at__gt=OuterRef("current__sent_at"))
    return (
        entered()
        .filter(Q(state=SubmissionState.DRAFT) | Exists(keyed_since), state__in=OPEN_TO_CHANGE)
        .prefetch_related(
            Prefetch("answers", Answer.objects.select_related("question__section", "question__current")),
            "current__answers",
            "second_keyings",
        )
        .order_by("received_on", "pk")
    )
