"""What the staff's index holds: all that was sent to us and not withdrawn, as `disclose` lets the secretariat read it.

Sealed words are gaps here as on the desk. The scans of paper are left out: what they say was keyed and is found there, and a
scan carries no marks, so that sealed words could be found in it. What staff wrote, such as screening notes, was not sent.
"""

from datetime import datetime, time
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from haystack import indexes

from core.disclosure import Audience, Viewer, disclose
from evidence.submissions.disclosure import respondent_label
from evidence.submissions.models import Attachment, Submission
from evidence.submissions.pieces import readable
from evidence.submissions.queries import files_read_by_staff, read_by_staff, with_what_was_sent
from search.enums import Kind
from search.models import group_of
from search.search_indexes.public import Document, joined, review_above, themes_of
from search.subjects import SUBMISSION

STAFF = Viewer(Audience.STAFF)


class SentDocument(Document):
    """The fields of every document of what was sent. `date` is when it came."""

    state = indexes.FacetCharField()
    keeper = indexes.FacetCharField()

    def of_submission(self, submission: Submission) -> dict[str, Any]:
        """Return the fields that a submission shares with its attachments."""
        call = submission.call
        return {
            "reference": submission.reference,
            "date": _received(submission),
            "group": group_of(SUBMISSION, submission.pk),
            "call": call.code if call else None,
            "workstream": [str(one.pk) for one in call.workstreams.all()] if call else [],
            "respondent": submission.kind or None,
            "organisation": submission.organisation_name or None,
            "organisation_type": submission.organisation_type or None,
            "region": submission.region or None,
            "state": submission.state,
            "keeper": str(submission.assigned_to_id) if submission.assigned_to_id else None,
        }


class SentIndex(SentDocument, indexes.Indexable):
    model, what = Submission, Kind.SUBMISSION
    subject, subject_path = SUBMISSION, "pk"

    def index_queryset(self, using: str | None = None) -> QuerySet[Submission]:
        rows = with_what_was_sent(read_by_staff()).select_related("call").prefetch_related("call__workstreams")
        return rows.annotate(review_pk=review_above("call__path"))

    def facts(self, obj: Submission) -> dict[str, Any]:
        answers = obj.current.answers.all() if obj.current else ()
        known = [disclose(answer, STAFF) for answer in answers]
        words = (part for one in known for part in (readable(one.pieces), one.confidential_reason))
        return {
            "text": "\n".join(part for part in words if part),
            "title": respondent_label(obj, STAFF),
            "theme": themes_of(answers),
            **self.of_submission(obj),
        }


class SentAttachmentIndex(SentDocument, indexes.Indexable):
    model, what = Attachment, Kind.ATTACHMENT
    subject, subject_path = SUBMISSION, "submission_id"
    batch = 50  # each may be as long as a book

    def index_queryset(self, using: str | None = None) -> QuerySet[Attachment]:
        rows = files_read_by_staff().select_related("submission__call")
        rows = rows.prefetch_related("redactions", "submission__call__workstreams")
        return rows.annotate(review_pk=review_above("submission__call__path"))

    def facts(self, obj: Attachment) -> dict[str, Any]:
        known = disclose(obj, STAFF)
        return {
            "text": readable(known.pieces),
            "title": joined(known.title, respondent_label(obj.submission, STAFF)),
            **self.of_submission(obj.submission),
        }


def _received(submission: Submission) -> datetime | None:
    """Return when it came; of what came on paper only the day is known."""
    if submission.received_on is None:
        return submission.submitted_at
    return timezone.make_aware(datetime.combine(submission.received_on, time()))
