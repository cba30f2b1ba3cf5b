"""What search leaves to the worker."""

from django_tasks import task

from search.alerts.tasks import tell
from search.domain.apply import apply_changes


@task()
def apply_index_changes() -> int:
    """Bring the index up to what is noted, and tell those who wait for it. What can't be done now is found again by the sweep."""
    done = apply_changes()
    tell.enqueue()
    return done
