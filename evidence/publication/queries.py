"""Reads of what is published. The register and all that is public read editions and nothing else."""

from collections.abc import Mapping, Sequence

from django.db.models import Count, Prefetch, QuerySet

from consultations.calls.models import CallPage
from evidence.publication.models import Edition, EditionAnswer, EditionAttachment
from evidence.submissions.enums import SUBMITTED, SubmissionState
from evidence.submissions.models import Submission
from evidence.submissions.queries import taken_back

FILTERS = {"call": "call__code", "kind": "kind", "type": "organisation_type", "region": "region"}


def editions(chosen: Mapping[str, Sequence[str]] | None = None) -> QuerySet[Edition]:
    """Return what the public may list, narrowed to the chosen values of each filter."""
    rows = Edition.objects.select_related("call")
    for name, values in (chosen or {}).items():
        if values:
            rows = rows.filter(**{f"{FILTERS[name]}__in": values})
    return rows


def with_texts(rows: QuerySet[Edition]) -> QuerySet[Edition]:
    """Return editions with their answers in the order of the questions, and their files: three queries more."""
    answers = EditionAnswer.objects.select_related("question_version__question__section")
    return rows.prefetch_related(Prefetch("answers", answers), "attachments")


def files_cleared() -> QuerySet[EditionAttachment]:
    """Return the published files that everyone may have themselves, and not only their text."""
    return EditionAttachment.objects.select_related("attachment", "edition").filter(file_cleared=True)


def counts_by(name: str, chosen: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return how many editions each value of one filter would leave, the other filters as they are chosen."""
    others = {other: values for other, values in chosen.items() if other != name}
    column = FILTERS[name]
    rows = editions(others).select_related(None).order_by().values_list(column).annotate(Count("pk"))
    return {value: count for value, count in rows if value}


def calls_with_editions() -> list[tuple[str, str]]:
    """Return the calls of which something is published, as (code, title)."""
    rows = Edition.objects.order_by("call__code").values_list("call__code", "call__title").distinct()
    return [(code, title) for code, title in rows if code]


def received_by(call: CallPage) -> int:
    """Return how many submissions a call received, those withdrawn left out."""
    return Submission.objects.filter(call=call, state__in=SUBMITTED).exclude(state=SubmissionState.WITHDRAWN).count()


def was_published(reference: str) -> bool:
    """Whether `reference` stood in the register once and was taken back."""
    return bool(taken_back(Submission.objects.filter(reference=reference).only("state")))
