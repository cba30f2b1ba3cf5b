"""The large screen of a hall, and the short address that stands on it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from consultations.townhalls import presenters
from consultations.townhalls.models import TownHallPage
from core.visibility import for_everyone


@require_safe
def screen(request: HttpRequest, pk: int) -> HttpResponse:
    """What is being answered, large, and what most people want answered next. It knows what the public knows."""
    return render(request, "townhalls/screen.html", presenters.screen_of(_hall(pk)))


@require_safe
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead from the address on the screen to the town hall."""
    return redirect(_hall(pk).get_url(request))


def _hall(pk: int) -> TownHallPage:
    hall = for_everyone(TownHallPage.objects.filter(pk=pk)).first()
    if hall is None:
        raise Http404
    return hall
