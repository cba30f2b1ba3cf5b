"""The large screen of a hall, and the short address that stands on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from consultations.townhalls import presenters
from consultations.townhalls.views.halls import hall_or_404


@require_safe
def screen(request: HttpRequest, pk: int) -> HttpResponse:
    """What is being answered, large, and what most people want answered next. It knows what the public knows."""
    return render(request, "townhalls/screen.html", presenters.screen_of(hall_or_404(pk)))


@require_safe
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead from the address on the screen to the town hall."""
    return redirect(hall_or_404(pk).get_url(request))
