"""The timetable of a review, for those inside it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.gates import StaffRequest
from core.asking import ask, form_page, sent
from core.private_pages import private
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.domain.duties import BEFORE_THE_VISIT
from peer_review.reviews.forms.duties import FORMS, DaysForm
from peer_review.reviews.models import Review
from peer_review.reviews.presenters.duties import line_of, lines_of
from peer_review.reviews.presenters.plan import plan_of
from peer_review.reviews.views.doors import for_managers, inside
from peer_review.reviews.views.inside import frame


@require_safe
@inside()
def timetable(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    """Everything that is due, with the practice that its day follows, and why another day was chosen."""
    context = frame(review, reader, "timetable")
    lines = lines_of(review, review.duties.all(), manages=context["manages"], leads=context["leads"])
    more = {
        "lines": lines,
        "plan": plan_of(lines),
        "days": review.days,
        "may_set_days": context["manages"] and review.state in BEFORE_THE_VISIT,
    }
    return private(render(request, "peer_reviews/timetable.html", {**context, **more}))


@for_managers
@form_page
@inside()
def days(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    return ask(request, DaysForm(sent(request), review=review), then=_there(review), back=_("Back to what is due"))


@form_page
@inside()
def act(request: StaffRequest, review: Review, reader: Reader, kind: str, what: str) -> HttpResponse:
    """Change a day, note that something was done, or say why it is late: whatever this reader may do to it now."""
    duty = get_object_or_404(review.duties, kind=kind)
    context = frame(review, reader, "timetable")
    if what not in line_of(review, duty, manages=context["manages"], leads=context["leads"]).acts:
        raise Http404
    return ask(request, FORMS[what](sent(request), duty=duty), then=_there(review), back=_("Back to what is due"))


def _there(review: Review) -> str:
    return reverse("peer_reviews:timetable", args=[review.reference])
