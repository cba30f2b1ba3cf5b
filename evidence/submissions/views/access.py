"""The door to a submission: who holds a private link or is signed in as somebody who writes it, and nobody else.

A link leaves the hash of its token in the session, by the submission's key: what ends the link, such as a newer one,
ends at once what was opened with it. Whoever has neither gets the same page whether the submission exists or not.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.db.models import Q, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from core.private_pages import private
from evidence.submissions.domain.colleagues import note_presence
from evidence.submissions.models import Contributor
from pages.views.errors import words_back

SESSION_KEY = "contributors"
Rest = ParamSpec("Rest")


def let_in(request: HttpRequest, contributor: Contributor) -> None:
    """Remember in the session that this browser holds the link. The session's own key changes, against fixation."""
    request.session[SESSION_KEY] = {
        **request.session.get(SESSION_KEY, {}),
        str(contributor.submission.key): contributor.token_hash,
    }
    request.session.cycle_key()


def contributor_of(request: HttpRequest, key: UUID) -> Contributor | None:
    """Return who this browser is on a submission, or None. Everybody who writes it is read along, in two queries."""
    held = request.session.get(SESSION_KEY, {}).get(str(key))
    who = Q(token_hash=held) if held else Q()
    if request.user.is_authenticated:
        who |= Q(user=request.user)
    if not who:
        return None
    contributor = (
        Contributor.objects.select_related("submission__call", "submission__current", "submission__organisation")
        .filter(who, submission__key=key, ended_at__isnull=True)
        .order_by("pk")
        .first()
    )
    if contributor is not None:
        prefetch_related_objects([contributor.submission], "contributors")
    return contributor


def for_writers(
    view: Callable[Concatenate[HttpRequest, Contributor, Rest], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Let a view be seen by those who write the submission `key`; it gets the contributor. Nothing of it is cached."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, key: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        contributor = contributor_of(request, key)
        if contributor is None:
            return no_access(request)
        note_presence(contributor=contributor)
        return private(view(request, contributor, *args, **kwargs))

    return guarded


def no_access(request: HttpRequest) -> HttpResponse:
    """Say how to get in, in the same words for a wrong link, one that ended, and a submission that never was.

    A session may end while somebody types: whoever sent a form gets its words back.
    """
    return private(render(request, "submissions/no_access.html", words_back(request), status=404))
