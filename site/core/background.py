"""Work that need not hold up a page."""

from typing import Any

from django.db import transaction
from django_tasks.base import Task


def after_commit(task: "Task[Any, Any]", *args: Any) -> None:
    """Run `task` with `args` (JSON) once the transaction has committed; at once where tasks are immediate.

    A process that dies between commit and queueing loses the call, so a task must also be found again by a sweep
    of the rows that wait for it (`manage.py sweep`).
    """
    transaction.on_commit(lambda: task.enqueue(*args), robust=True)
