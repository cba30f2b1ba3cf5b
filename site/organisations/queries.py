"""Reads of the register. All of it is public."""

from datetime import date

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone

from organisations.models import Organisation

SUGGESTIONS = 12


def register(on: date | None = None) -> QuerySet[Organisation]:
    """Return every body that had begun by `on` (today), with its successors: two queries for any number."""
    return Organisation.objects.begun_by(on or timezone.localdate()).prefetch_related("successors")


def standing_or_to_come(on: date) -> QuerySet[Organisation]:
    """Return the bodies that have not ended by `on`; those that are yet to begin are among them."""
    return Organisation.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on)).order_by("name", "pk")


def search_register(text: str, on: date | None = None) -> QuerySet[Organisation]:
    """Return the bodies whose name holds every word of `text`, or whose ODS code begins with it.

    Those that exist on `on` come before those that ended; then names that begin with the text; then by name.
    """
    on = on or timezone.localdate()
    text = text.replace("\x00", " ").strip()  # a database takes no NUL
    words = text.split()
    if not words:
        return register(on).none()
    named = Q()
    for word in words:
        named &= Q(name__icontains=word)
    return (
        register(on)
        .filter(named | Q(ods_code__istartswith=text))
        .annotate(
            has_ended=Case(When(valid_to__lt=on, then=Value(1)), default=Value(0)),
            begins_otherwise=Case(When(name__istartswith=text.strip(), then=Value(0)), default=Value(1)),
        )
        .order_by("has_ended", "begins_otherwise", "name", "pk")
    )
