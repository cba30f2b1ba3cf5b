"""Files are made when nobody waits for a page, and found again where a process died."""

from datetime import timedelta

from django.db.models import Count
from django.utils import timezone
from django_tasks import task

from core.sweep import sweeper
from peer_review.reports.domain.files import make_files_of
from peer_review.reports.enums import FileKind
from peer_review.reports.models import Edition

# The task that came with the edition has had its turn by then.
PATIENCE = timedelta(minutes=2)
BATCH = 5


@task()
def make_files(pk: int) -> int:
    """Make the files of an edition that it has not yet; return how many. Safe to run twice."""
    return make_files_of(Edition.objects.get(pk=pk))


@sweeper("files of peer review reports")
def make_missing_files() -> int:
    """Make what was not made in time; return how many."""
    lacking = Edition.objects.annotate(made=Count("files")).filter(
        made__lt=len(FileKind), made_at__lt=timezone.now() - PATIENCE
    )
    return sum(make_files_of(edition) for edition in lacking.exclude(fingerprint="").order_by("pk")[:BATCH])
