"""Reads of what is published, and of what waits for the secretariat."""

from django.db.models import QuerySet

from evidence.publication.models import Edition


def editions() -> QuerySet[Edition]:
    """Return what the public may list: the whole table, for nothing else is ever in it."""
    return Edition.objects.select_related("call")
