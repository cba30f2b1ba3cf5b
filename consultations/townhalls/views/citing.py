"""One question at an address of its own, which can be cited and stays."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from consultations.townhalls import citations, queries
from consultations.townhalls.domain.speaking import why_closed
from consultations.townhalls.enums import QUESTIONS
from consultations.townhalls.models import Contribution, TownHallPage
from consultations.townhalls.views.who import participant_of
from core.visibility import for_everyone
from pages.crumbs import crumbs_to


@require_safe
def question(request: HttpRequest, number: int) -> HttpResponse:
    """The question with this number, with what became of it and where it is named."""
    row = Contribution.objects.filter(reference=f"{QUESTIONS}-{number}").first()
    hall = for_everyone(TownHallPage.objects.filter(threads=row.thread_id)).first() if row is not None else None
    found = queries.in_public(hall).filter(pk=row.pk).first() if hall is not None and row is not None else None
    if hall is None or found is None:
        raise Http404
    context = citations.one_of(found, participant_of(request))
    takes_words = why_closed(hall, found.thread) is None
    trail = [*crumbs_to(hall, request), (hall.title, hall.get_url(request))]
    return render(
        request, "townhalls/question.html", {"hall": hall, "takes_words": takes_words, "breadcrumbs": trail, **context}
    )
