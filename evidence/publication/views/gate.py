"""The door to the desk."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.rules import is_secretariat
from core.errors import NotAllowed
from evidence.submissions.models import Submission
from evidence.submissions.queries import visible_to

View = Callable[..., HttpResponseBase]


def for_secretariat(view: View) -> View:
    """Let a view be seen by the secretariat alone: others sign in, or read why not. Nothing of it is cached."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_secretariat(request.user):
            raise NotAllowed(_("The desk is for the secretariat of a review."))
        return view(request, *args, **kwargs)

    return guarded


def submission_on_the_desk(request: HttpRequest, reference: str) -> Submission:
    """Return a submission that was sent, with what every page of it needs. 404 for any other reference."""
    rows = visible_to(request.user).select_related("call", "current", "assigned_to")
    submission = rows.filter(reference=reference).first()
    if submission is None:
        raise Http404
    return submission
