"""What alerts leave to the worker."""

from django_tasks import task

from search.alerts.run import tell_what_is_new


@task()
def tell() -> int:
    """Write to those who get mail at once. What can't be done now is found again by the sweep."""
    return tell_what_is_new()
