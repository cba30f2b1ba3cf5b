"""The scoping record, and the framework that a review freezes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.gates import StaffRequest
from core.asking import ask, form_page, sent
from core.errors import NotAllowed
from core.private_pages import private
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.domain.scoping import BEING_SCOPED
from peer_review.reviews.enums import Thing
from peer_review.reviews.forms.reviews import FreezeForm
from peer_review.reviews.forms.scoping import AgreeForm, ScopingForm
from peer_review.reviews.models import Review, Scoping
from peer_review.reviews.presenters.scoping import rows_of
from peer_review.reviews.views.doors import for_managers, inside
from peer_review.reviews.views.inside import frame


@require_safe
@inside(Thing.SCOPING)
def record(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    """What manager and hosts agreed before the days on site."""
    context = frame(review, reader, "scoping")
    scoping = getattr(review, "scoping", None)
    is_open = review.state in BEING_SCOPED
    more = {
        "scoping": scoping,
        "rows": rows_of(scoping) if scoping else [],
        "may_write": is_open and (context["manages"] or context["leads"]),
        "may_freeze": is_open and context["manages"],
        "framework": review.framework_version,
    }
    return private(render(request, "peer_reviews/scoping.html", {**context, **more}))


@form_page
@inside(Thing.SCOPING)
def write(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    context = frame(review, reader, "scoping")
    if not (context["manages"] or context["leads"]):
        raise NotAllowed(_("Only the manager and the leads of the hosts write the scoping record."))
    form = ScopingForm(sent(request), review=review, scoping=_scoping(review))
    return ask(request, form, then=_there(review), back=_("Back to the scoping record"))


@for_managers
@form_page
@inside(Thing.SCOPING)
def agree(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    form = AgreeForm(sent(request), review=review, scoping=_scoping(review))
    return ask(request, form, then=_there(review), back=_("Back to the scoping record"))


@for_managers
@form_page
@inside(Thing.SCOPING)
def freeze(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    form = FreezeForm(sent(request), review=review)
    return ask(request, form, then=_there(review), back=_("Back to the scoping record"))


def _scoping(review: Review) -> Scoping:
    """Return the record as it stands, or an empty one: a page that is only read writes nothing."""
    return getattr(review, "scoping", None) or Scoping(review=review)


def _there(review: Review) -> str:
    return reverse("peer_reviews:scoping", args=[review.reference])
