"""Who comes in to a page of a review, and the review that its address names."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from accounts.gates import only_for
from core.errors import NotAllowed, SignedOut
from core.once import once_a_request
from peer_review.reviews.disclosure import Reader, reader_for, reader_of_read
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.reviews.presenters.rights import when_it_may
from peer_review.reviews.queries.counting import counted_for
from peer_review.reviews.queries.reviews import is_shown, named
from peer_review.reviews.rules import may_run

View = Callable[..., HttpResponseBase]

for_managers = only_for(may_run, _("Only peer review managers may come in here."))


@once_a_request
def _readers(request: HttpRequest) -> dict[int, Reader]:
    return {}


def reader(request: HttpRequest, review: Review) -> Reader:
    """Return how whoever asks stands to `review`: found out once a request, for every view and panel."""
    known = _readers(request)
    if review.pk not in known:
        known[review.pk] = reader_for(request.user, review)
    return known[review.pk]


@once_a_request
def every_review(request: HttpRequest) -> list[Review]:
    """Return every review with its system, and with what waits in it, for the page of what waits and all its panels."""
    return list(counted_for(request.user))


@once_a_request
def reader_of_all(request: HttpRequest) -> Reader:
    """Return how whoever asks stands to every review, for the panels of what waits for them."""
    return reader_of_read(request.user, every_review(request))


def inside(thing: Thing | None = None) -> Callable[[View], View]:
    """Return a decorator for pages of those inside a review: a view gets (request, review, reader, …) for a `reference`.

    Others sign in, or find nothing. Whoever is inside but may not `thing` where the review stands now reads when they may
    (NotAllowed). Nothing of it is cached.
    """

    def door(view: View) -> View:
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, reference: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                if request.method == "POST":
                    raise SignedOut
                return redirect_to_login(request.get_full_path())
            review = _review_or_404(reference)
            one = reader(request, review)
            if not one.is_inside(review):
                raise Http404
            if away := _at_its_own_address(request, review, reference):
                return away
            if thing and not one.may(review, thing):
                raise NotAllowed(when_it_may(one, review, thing))
            return view(request, review, one, *args, **kwargs)

        return guarded

    return door


def of_managers(view: View) -> View:
    """A page of managers alone, of any review: a view gets (request, review, …) for a `reference`. Nothing of it is cached.

    They are inside every review, so it is not asked what else they are to this one.
    """

    @for_managers
    @wraps(view)
    def guarded(request: HttpRequest, reference: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        review = _review_or_404(reference)
        return _at_its_own_address(request, review, reference) or view(request, review, *args, **kwargs)

    return guarded


def of_review(thing: Thing | None = None) -> Callable[[View], View]:
    """Return a decorator for pages that the public may have too: a view gets (request, review, reader, …) for a `reference`.

    Without `thing` it opens to whoever may know of the review. With it, those who may not are told when they may if they are
    inside, are asked to sign in if they are signed out and the review is public, and find nothing otherwise.
    """

    def door(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, reference: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            review = _review_or_404(reference)
            one = reader(request, review)
            is_inside = one.is_inside(review)
            if not (is_inside or is_shown(review)):
                raise Http404
            if away := _at_its_own_address(request, review, reference):
                return away
            if thing and not one.may(review, thing):
                return _told_why_not(request, review, one, thing)
            return view(request, review, one, *args, **kwargs)

        return guarded

    return door


def _told_why_not(request: HttpRequest, review: Review, one: Reader, thing: Thing) -> HttpResponse:
    if one.is_inside(review):
        raise NotAllowed(when_it_may(one, review, thing))
    if request.user.is_authenticated:
        raise Http404
    if request.method == "POST":
        raise SignedOut
    return redirect_to_login(request.get_full_path())


def _review_or_404(reference: str) -> Review:
    review = named(reference)
    if review is None:
        raise Http404
    return review


def _at_its_own_address(request: HttpRequest, review: Review, asked: str) -> HttpResponse | None:
    """Send a reader of `pr-3` on to `PR-3`, so that each page has one address."""
    match = request.resolver_match
    if asked == review.reference or match is None or request.method not in ("GET", "HEAD"):
        return None
    address = reverse(match.view_name, kwargs={**match.kwargs, "reference": review.reference})
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{address}?{query}" if query else address, permanent=True)
