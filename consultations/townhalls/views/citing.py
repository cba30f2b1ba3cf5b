"""One question or comment at an address of its own, which can be cited and stays."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from consultations.townhalls import citations, queries
from consultations.townhalls.domain.speaking import why_closed
from consultations.townhalls.enums import QUESTIONS, ContributionKind
from consultations.townhalls.models import Contribution, TownHallPage
from consultations.townhalls.views.who import participant_of
from core.disclosure import PUBLIC, disclose
from core.visibility import for_everyone
from pages.crumbs import crumbs_to


@require_safe
def question(request: HttpRequest, number: int) -> HttpResponse:
    """The question with this number, with what became of it and where it is named."""
    return _shown(request, Contribution.objects.filter(reference=f"{QUESTIONS}-{number}").first())


@require_safe
def said(request: HttpRequest, key: UUID) -> HttpResponse:
    """What was said, by its key: a question by its reference, and a reply where it stands."""
    row = Contribution.objects.filter(key=key).select_related("parent", "merged_into").first()
    if row is not None and row.kind != ContributionKind.COMMENT and disclose(row, PUBLIC).is_visible:
        stands_in = disclose(row.parent or row, PUBLIC)
        return redirect(citations.address_of(stands_in) + (f"#said-{row.pk}" if row.parent else ""))
    return _shown(request, row)


def _shown(request: HttpRequest, row: Contribution | None) -> HttpResponse:
    hall = for_everyone(TownHallPage.objects.filter(threads=row.thread_id)).first() if row is not None else None
    found = queries.in_public(hall).filter(pk=row.pk).first() if hall is not None and row is not None else None
    if hall is None or found is None:
        raise Http404
    context = citations.one_of(found, participant_of(request))
    takes_words = why_closed(hall, found.thread) is None
    trail = [*crumbs_to(hall, request), (hall.title, hall.get_url(request))]
    return render(
        request, "townhalls/one.html", {"hall": hall, "takes_words": takes_words, "breadcrumbs": trail, **context}
    )
