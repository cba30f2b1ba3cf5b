"""Principles and recommendations as everybody reads them, and comments on them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.limits import is_over
from consultations.statements import limits, presenters, queries
from consultations.statements.domain import confirming
from consultations.statements.domain.commenting import Words, comment
from consultations.statements.enums import PLURALS
from consultations.statements.forms import AddressForm, CommentForm, CompareForm
from consultations.statements.models import Comment, Statement
from consultations.statements.rules import may_draft, may_moderate
from consultations.statements.views.who import kind_of, statement_or_404
from consultations.townhalls.domain.participants import confirm as confirmed
from consultations.townhalls.views.who import let_in, participant_for, participant_of
from core.asking import form_page
from core.errors import Refused
from core.panels import panels_for
from core.private_pages import private
from pages.crumbs import crumbs_to


@require_safe
def all_of_a_kind(request: HttpRequest, place: str) -> HttpResponse:
    """Every principle, or every recommendation, by chapter. Its parameter: workstream."""
    statements = queries.listed(queries.shown().filter(kind=kind_of(place)).order_by("number"))
    rows, chosen, workstreams = presenters.narrowed(list(statements), request.GET.get("workstream", ""))
    context = {
        "place": place,
        "title": PLURALS[kind_of(place)],
        "chapters": presenters.chapters_of(rows),
        "counts": presenters.counts_of(rows),
        "views": presenters.views_of(workstreams, chosen, request.path),
        "breadcrumbs": [(_("Home"), "/")],
    }
    return render(request, "statements/list.html", context)


@require_safe
def one(request: HttpRequest, place: str, number: int) -> HttpResponse:
    """What it says now, what changed, what became of it, what shaped it, and what people say. Its parameter: page, of comments."""
    statement = statement_or_404(place, number)
    return _drawn(request, statement, _form(request, statement))


@require_safe
def version(request: HttpRequest, place: str, number: int, which: int) -> HttpResponse:
    """One version as it was published."""
    statement = statement_or_404(place, number)
    shown = get_object_or_404(queries.published(statement), number=which)
    context = {"statement": statement, "version": shown, "url": statement.get_absolute_url()}
    return render(request, "statements/version.html", context)


@require_safe
def changes(request: HttpRequest, place: str, number: int) -> HttpResponse:
    """The differences between two versions; the last two, unless others are asked for. Parameters: before, after."""
    statement = statement_or_404(place, number)
    versions = {row.number: row for row in queries.published(statement)}
    if len(versions) == 1:
        raise Http404
    last, earlier = list(versions)[:2]
    given = {
        "before": earlier,
        "after": last,
        **{name: request.GET[name] for name in ("before", "after") if name in request.GET},
    }
    form = CompareForm(given, numbers=list(versions))
    if not form.is_valid():
        return redirect(reverse("statements:changes", args=[place, number]))
    before, after = versions[form.cleaned_data["before"]], versions[form.cleaned_data["after"]]
    context = {
        "statement": statement,
        "url": statement.get_absolute_url(),
        "form": form,
        "before": before,
        "after": after,
        "parts": presenters.changes_between(before, after),
    }
    return render(request, "statements/changes.html", context)


@never_cache
@require_POST
def speak(request: HttpRequest, place: str, number: int) -> HttpResponse:
    """Take a comment. What is refused comes back in its field, with the reason."""
    statement = statement_or_404(place, number)
    form = _form(request, statement, request.POST)
    if form.is_valid() and _sent(request, statement, form):
        return private(redirect(f"{statement.get_absolute_url()}#mine"))
    return private(_drawn(request, statement, form))


@never_cache
@form_page
def address(request: HttpRequest, place: str, number: int) -> HttpResponse:
    """Ask a guest for an address, and write to it."""
    statement = statement_or_404(place, number)
    form = AddressForm(request.POST or None)
    context: dict[str, Any] = {"statement": statement, "url": statement.get_absolute_url(), "form": form}
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if is_over(limits.CONFIRMING, request, about=email):
            form.add_error(None, _("Too many emails were asked for. Try again in an hour."))
        else:
            confirming.ask_to_confirm(statement=statement, email=email, browser=participant_of(request))
            return private(render(request, "statements/address_sent.html", {**context, "email": email}))
    return private(render(request, "statements/address.html", context))


@never_cache
@form_page
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once more, for programs that look through mail open every link; the button confirms."""
    asked = confirming.asked_to_confirm(token)
    if asked is None:
        return private(render(request, "statements/link_ended.html", status=404))
    email, pk, browser = asked
    statement = get_object_or_404(queries.shown(), pk=pk)
    if request.method == "POST":
        let_in(request, confirmed(email=email, browser=browser))
        return private(redirect(f"{statement.get_absolute_url()}#comment"))
    return private(render(request, "statements/confirm.html", {"statement": statement, "email": email}))


def _form(request: HttpRequest, statement: Statement, data: Any = None) -> CommentForm:
    name = request.user.get_full_name() if request.user.is_authenticated else ""
    current = statement.current
    return CommentForm(data, version=current.number if current else 1, name=name)


def _drawn(request: HttpRequest, statement: Statement, form: CommentForm) -> HttpResponse:
    participant = participant_of(request)
    context = presenters.page_of(statement, participant, request.GET.get("page", "1"))
    review = statement.review
    context |= {
        "form": form,
        "may_comment": request.user.is_authenticated or bool(participant and participant.may_vote),
        "may_draft": may_draft(request.user, statement),
        "may_moderate": may_moderate(request.user),
        "panels": panels_for("statement", request, statement),
        "breadcrumbs": [
            *crumbs_to(review, request),
            (review.title, review.get_url(request) or "/"),
            (context["plural"], reverse("statements:list", args=[statement.place])),
        ],
    }
    return render(request, "statements/statement.html", context)


def _sent(request: HttpRequest, statement: Statement, form: CommentForm) -> Comment | None:
    """Send what a form holds; None when it is refused: then the form says why."""
    if is_over(limits.COMMENTING, request):
        form.add_error(None, _("Too much was sent from your network. Wait a few minutes and send this again."))
        return None
    said = form.cleaned_data
    read = queries.published(statement).filter(number=said["version"]).first()
    if read is None:
        form.add_error(None, _("Open the page again: the version that you read is not there."))
        return None
    words = Words(key=said["key"], text=said["text"], name=said["name"], is_anonymous=said["is_anonymous"])
    try:
        return comment(version=read, words=words, by=participant_for(request))
    except Refused as refused:
        form.add_error("text", refused.reasons)
        return None
