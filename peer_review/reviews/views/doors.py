"""Who comes in to a page of a review, and the review that its address names."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from accounts.gates import only_for
from core.errors import NotAllowed, SignedOut
from peer_review.reviews.disclosure import Reader, reader_for
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.reviews.rules import may_run

View = Callable[..., HttpResponseBase]

for_managers = only_for(may_run, _("Only peer review managers may come in here."))


def reader(request: HttpRequest, review: Review) -> Reader:
    """Return how whoever asks stands to `review`: found out once a request, for every view and panel."""
    known: dict[int, Reader] = request.__dict__.setdefault("_readers_of_reviews", {})
    if review.pk not in known:
        known[review.pk] = reader_for(request.user, review)
    return known[review.pk]


def inside(thing: Thing | None = None) -> Callable[[View], View]:
    """Return a decorator for pages of those inside a review: a view gets (request, review, reader, …) for a `reference`.

    Others sign in, or find nothing. Whoever is inside but may not `thing` where the review stands now is told so (NotAllowed).
    """

    def door(view: View) -> View:
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, reference: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                if request.method == "POST":
                    raise SignedOut
                return redirect_to_login(request.get_full_path())
            rows = Review.objects.select_related("system", "programme", "manager")
            review = get_object_or_404(rows, reference=reference.upper())
            one = reader(request, review)
            if not one.is_inside(review):
                raise Http404
            if thing and not one.may(review, thing):
                raise NotAllowed(_now("This is not open to you while the review stands where it is."))
            return view(request, review, one, *args, **kwargs)

        return guarded

    return door
