"""Public references without gaps: `CFE1-0042`.

A database sequence leaves a hole at every rollback, and a hole in a public register looks like a paper taken away.
So a number is allotted under the lock of its series' row and commits, or not, with the thing it numbers.
"""

from django.db import connection, models, transaction
from django.db.models import F
from django.db.transaction import TransactionManagementError


class Series(models.Model):
    """The last number given in one run of references."""

    name = models.CharField(max_length=40, primary_key=True)
    last = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.last}"


def allot(series: str) -> int:
    """Return the next number of `series`, starting at 1.

    Holds the series' row until the transaction ends, so call it late.
    Raises TransactionManagementError outside a transaction.
    """
    return moved_on(series).values_list("last", flat=True).get()


def moved_on(series: str) -> models.QuerySet[Series]:
    """Move `series` on by one and return its row, for who reads more with the number that `allot` gives. Holds and raises the same."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("A number is allotted in the transaction of the thing it numbers.")
    rows = Series.objects.filter(name=series)
    if not rows.update(last=F("last") + 1):  # the update holds the row
        Series.objects.get_or_create(name=series)
        rows.update(last=F("last") + 1)
    return rows


def reference(series: str, *, width: int = 4) -> str:
    """Allot and write the next reference of `series`, such as `CFE1-0042`."""
    with transaction.atomic():
        return f"{series}-{allot(series):0{width}d}"
