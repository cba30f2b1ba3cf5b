"""Where a draft is written: themes and lines, their order, and what becomes of the draft."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import StaffRequest
from core.acts import done
from core.asking import ask, form_page, sent
from core.errors import Refused
from core.private_pages import private
from peer_review.frameworks import domain, queries
from peer_review.frameworks.forms.frameworks import DiscardForm, PutInForceForm
from peer_review.frameworks.forms.writing import LineForm, RemoveLineForm, RemoveThemeForm, ThemeForm
from peer_review.frameworks.models import Framework
from peer_review.frameworks.presenters.pages import draft_page
from peer_review.frameworks.views.doors import for_keepers, framework_or_404

MOVES = {"theme": domain.move_theme, "line": domain.move_line}


@for_keepers
@require_safe
def draft(request: StaffRequest, slug: str) -> HttpResponse:
    """All that the draft holds, with what can be done to each part."""
    framework = framework_or_404(slug)
    row = queries.draft_of(framework)
    if row is None:
        return _no_draft(request, framework)
    return private(render(request, "frameworks/desk/draft.html", draft_page(row)))


@for_keepers
@require_safe
def new(request: StaffRequest, slug: str, what: str) -> HttpResponse:
    """Give what is to be added its key, so that a form that is sent twice adds it once. Parameter: theme, of a line."""
    address = reverse(f"frameworks:draft_{what}", args=[slug, uuid4()])
    theme = request.GET.get("theme", "")
    return private(redirect(f"{address}?theme={theme}" if _is_key(theme) else address))


@for_keepers
@form_page
def theme(request: StaffRequest, slug: str, key: UUID) -> HttpResponse:
    """A new theme, or another wording of one."""
    return _asked(request, slug, ThemeForm, "theme", key)


@for_keepers
@form_page
def line(request: StaffRequest, slug: str, key: UUID) -> HttpResponse:
    """A new line, or another wording, theme or prompts of one. Parameter: theme, under which a new one is proposed."""
    return _asked(request, slug, LineForm, "line", key, theme=request.GET.get("theme", ""))


@for_keepers
@form_page
def remove_theme(request: StaffRequest, slug: str, key: UUID) -> HttpResponse:
    return _asked(request, slug, RemoveThemeForm, "theme", key, is_there=True)


@for_keepers
@form_page
def remove_line(request: StaffRequest, slug: str, key: UUID) -> HttpResponse:
    return _asked(request, slug, RemoveLineForm, "line", key, is_there=True)


@for_keepers
@require_POST
def order(request: StaffRequest, slug: str, what: str, key: UUID) -> HttpResponse:
    """One button: up or down. Its parameters: do; at, the position at which its reader saw it."""
    framework = framework_or_404(slug)
    row = queries.draft_of(framework)
    way, at = request.POST.get("do"), request.POST.get("at", "")
    if way not in {"up", "down"} or not at.isdecimal():
        raise Http404
    if row is None:
        return _no_draft(request, framework)
    move = lambda: MOVES[what](version=row, key=key, up=way == "up", at=int(at), by=request.user)  # noqa: E731
    done(request, move, _("The order was changed."))
    return private(redirect(f"{_draft(framework)}#{what}-{key}"))


@for_keepers
@form_page
def put_in_force(request: StaffRequest, slug: str) -> HttpResponse:
    framework = framework_or_404(slug)
    row = queries.draft_of(framework)
    if row is None:
        typed = request.POST.get("reason", "").strip()
        if typed and not framework.versions.filter(changed=typed).exists():
            raise Refused(_("There is no draft: it was put in force or discarded."))
        return _no_draft(request, framework)
    return ask(
        request, PutInForceForm(sent(request), draft=row), then=_desk(framework), back=_("Back to the framework")
    )


@for_keepers
@form_page
def discard(request: StaffRequest, slug: str) -> HttpResponse:
    framework = framework_or_404(slug)
    row = queries.draft_of(framework)
    if row is None:
        return _no_draft(request, framework)
    form = DiscardForm(sent(request), draft=row, lines=queries.lines_of(row).count())
    return ask(request, form, then=_desk(framework), back=_("Back to the framework"))


def _asked(
    request: StaffRequest, slug: str, form: type[Any], what: str, key: UUID, *, is_there: bool = False, **more: Any
) -> HttpResponse:
    """Ask about a row of the draft. What was typed is shown again also where draft or row are gone."""
    framework = framework_or_404(slug)
    draft = queries.draft_of(framework)
    if draft is None and request.method != "POST":
        return _no_draft(request, framework)
    row = queries.row_of(draft, what, key) if draft else None
    if is_there and row is None:
        messages.success(request, _("It is not in the draft any more."))
        return private(redirect(_draft(framework)))
    asked = form(sent(request), framework=framework, draft=draft, key=key, row=row, **more)
    return ask(request, asked, then=f"{_draft(framework)}#{what}-{key}", back=_("Back to the draft"))


def _no_draft(request: StaffRequest, framework: Framework) -> HttpResponse:
    messages.info(request, _("There is no draft: it was put in force or discarded."))
    return private(redirect(_desk(framework)))


def _draft(framework: Framework) -> str:
    return reverse("frameworks:draft", args=[framework.slug])


def _desk(framework: Framework) -> str:
    return reverse("frameworks:desk_one", args=[framework.slug])


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
