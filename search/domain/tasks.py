"""What search leaves to the worker."""

from django_tasks import task

from search.domain.apply import apply_changes


@task()
def apply_index_changes() -> int:
    """Bring the index up to what is noted. What can't be done now is found again by the sweep."""
    return apply_changes()
