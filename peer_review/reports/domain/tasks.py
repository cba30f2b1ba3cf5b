"""Files are made when nobody waits for a page, and found again where a process died."""

from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone
from django_tasks import task

from core.sweep import sweeper
from peer_review.reports.domain.files import make_files_of, makeable
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
    kinds = makeable()
    made = Count("files", filter=Q(files__kind__in=kinds))
    lacking = Edition.objects.annotate(made=made).filter(made__lt=len(kinds), made_at__lt=timezone.now() - PATIENCE)
    return sum(make_files_of(edition) for edition in lacking.exclude(fingerprint="").order_by("pk")[:BATCH])
