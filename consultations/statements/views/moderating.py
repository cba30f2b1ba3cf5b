"""Where comments are read before everybody may."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import StaffRequest
from consultations.statements import presenters, queries
from consultations.statements.domain import commenting
from consultations.statements.enums import CommentState
from consultations.statements.forms import DeclineForm
from consultations.statements.models import Comment
from consultations.statements.views.who import for_moderators
from core.acts import done
from core.asking import ask, form_page, sent
from core.private_pages import private

ROWS_A_PAGE = 20


@for_moderators
@require_safe
def comments(request: StaffRequest) -> HttpResponse:
    """The comments at one state, those to be read first. Its parameters: state, page."""
    asked = request.GET.get("state", "")
    state = CommentState(asked) if asked in CommentState.values else CommentState.WAITING
    page = Paginator(queries.to_moderate(state), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": presenters.comment_rows(page),
        "state": state,
        "views": [
            {
                "text": one.label,
                "url": f"{request.path}?state={one}",
                "count": page.paginator.count if one == state else None,
                "current": one == state,
            }
            for one in CommentState
        ],
    }
    return private(render(request, "statements/desk/comments.html", context))


@for_moderators
@require_POST
def publish(request: StaffRequest, key: UUID) -> HttpResponse:
    row = _row(key)
    done(request, lambda: commenting.publish(comment=row, by=request.user), _("The comment is published."))
    return private(redirect("statements_desk:comments"))


@for_moderators
@form_page
def decline(request: StaffRequest, key: UUID) -> HttpResponse:
    """Say why, on a page of its own."""
    form = DeclineForm(sent(request), comment=_row(key))
    return ask(request, form, then=reverse("statements_desk:comments"), back=_("Back to the comments"))


def _row(key: UUID) -> Comment:
    return get_object_or_404(Comment.objects.select_related("version__statement"), key=key)
