"""Where principles and recommendations are written: begun, drafted, published, and what became of them noted."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import StaffRequest
from consultations.statements import presenters, queries
from consultations.statements.domain import drafting
from consultations.statements.enums import CommentState
from consultations.statements.forms import BeginForm, ProgressForm, WordingForm
from consultations.statements.lifecycle import VERSION
from consultations.statements.models import Statement
from consultations.statements.rules import may_moderate, may_publish
from consultations.statements.views.who import for_secretariat, for_writers, written_or_404
from core.acts import done
from core.asking import ask, form_page, sent
from core.private_pages import private


@for_writers
@require_safe
def desk(request: StaffRequest) -> HttpResponse:
    """Every statement that this person may write, with its draft and its status."""
    statements: QuerySet[Statement] = queries.drafted_by(request.user, everything=may_publish(request.user))
    context = {
        "rows": presenters.desk_rows(statements),
        "may_begin": may_publish(request.user),
        "waiting": queries.to_moderate(CommentState.WAITING).count() if may_moderate(request.user) else None,
    }
    return private(render(request, "statements/desk/list.html", context))


@for_secretariat
@form_page
def begin(request: StaffRequest) -> HttpResponse:
    """Begin a principle or a recommendation. Nobody sees it before its first version is published."""
    return ask(request, BeginForm(sent(request)), then=reverse("statements_desk:desk"), back=_("Back to the desk"))


@for_writers
@require_safe
def one(request: StaffRequest, place: str, number: int) -> HttpResponse:
    """The draft as it will read beside what stands now, and what can be done."""
    statement = written_or_404(request, place, number)
    return private(render(request, "statements/desk/one.html", _of_one(request, statement)))


@for_writers
@form_page
def draft(request: StaffRequest, place: str, number: int) -> HttpResponse:
    """Write the draft, or begin one with the words that stand now."""
    statement = written_or_404(request, place, number)
    form = WordingForm(sent(request), statement=statement, draft=queries.draft_of(statement))
    return ask(request, form, then=_address(statement), back=_back_to(statement))


@for_writers
@require_POST
def act(request: StaffRequest, place: str, number: int) -> HttpResponse:
    """Publish or discard the draft."""
    statement = written_or_404(request, place, number)
    version = queries.draft_of(statement)
    verb, revision = request.POST.get("verb", ""), request.POST.get("revision", "")
    if verb not in {"publish", "discard"} or not revision.isdecimal():
        raise Http404
    if version is None:
        messages.error(request, _("There is no draft any more."))
        return _to(statement)
    act, said = {
        "publish": (
            lambda: drafting.publish(version=version, revision=int(revision), by=request.user),
            _("Everybody can read this version now."),
        ),
        "discard": (
            lambda: drafting.discard(version=version, revision=int(revision), by=request.user),
            _("The draft is discarded."),
        ),
    }[verb]
    done(request, act, said)
    return _to(statement)


@for_secretariat
@form_page
def progress(request: StaffRequest, place: str, number: int) -> HttpResponse:
    """Note what became of it."""
    statement = written_or_404(request, place, number)
    form = ProgressForm(sent(request), statement=statement)
    return ask(request, form, then=_address(statement), back=_back_to(statement))


def _of_one(request: StaffRequest, statement: Statement) -> dict[str, Any]:
    version, current = queries.draft_of(statement), statement.current
    notes = list(queries.progress_of(statement))
    return {
        "statement": statement,
        "version": version,
        "current": current,
        "parts": presenters.changes_between(current, version) if current and version else [],
        "obstacles": VERSION.obstacles(version, "publish") if version else [],
        "move": VERSION.move_named("publish"),
        "may_publish": may_publish(request.user),
        "versions": list(queries.published(statement)),
        "notes": presenters.notes_of(notes),
    }


def _address(statement: Statement) -> str:
    return reverse("statements_desk:one", args=[statement.place, statement.number])


def _back_to(statement: Statement) -> str:
    return _("Back to %(reference)s") % {"reference": statement.reference}


def _to(statement: Statement) -> HttpResponse:
    return private(redirect(_address(statement)))
