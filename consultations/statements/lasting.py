"""What can't be done to a page because of the statements that stand on it."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page

from consultations.statements.models import Statement
from core.lasting_pages import Act, at, guard


def why_not_deleted(pages: Iterable[Page], *, below: bool = True) -> Iterator[str]:
    held = Statement.objects.filter(review__in=Page.objects.filter(at(pages, below=below)).values("pk"))
    for title in sorted(set(held.values_list("review__title", flat=True))):
        yield _("“%(title)s” has principles or recommendations, so it can't be deleted.") % {"title": title}


def guard_pages() -> None:
    """Have this asked; run once when Django starts."""
    guard(Act.DELETE, why_not_deleted)
