"""The desk: the queue, and handing out of work."""

import re
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import StaffRequest
from evidence.publication.desk import View, queue, screeners, with_lines
from evidence.publication.domain.publish import publish_many
from evidence.publication.domain.screen import assign
from evidence.publication.forms.desk import DeskForm, HandOutForm
from evidence.publication.presenters import desk as presenter
from evidence.publication.views.gate import for_secretariat
from evidence.submissions.models import Submission
from evidence.submissions.queries import visible_to

PER_PAGE = 50
AT_ONCE = 200
REFERENCED = re.compile(r"[A-Z0-9-]{1,20}")


@require_safe
@for_secretariat
def desk(request: StaffRequest) -> HttpResponse:
    """Show a view of the queue. A page past the end leads back to the first."""
    people = list(screeners())
    form = DeskForm(request.GET, people=people)
    wish = form.wish()
    page = Paginator(queue(request.user, wish), PER_PAGE).get_page(request.GET.get("page"))
    keys = [row.pk for row in page.object_list.only("pk")]  # type: ignore[attr-defined]
    rows = {row.pk: row for row in with_lines(Submission.objects.filter(pk__in=keys))}
    context = {
        "page": page,
        "lines": presenter.lines([rows[key] for key in keys], request.user),
        "views": presenter.views(request.user, wish),
        "view": wish.view,
        "form": form,
        "chosen": presenter.chosen(form, wish, request.GET),
        "hand_out": HandOutForm(people=people, me=request.user),
        "may_publish": wish.view is View.READY,
        "back": request.get_full_path(),
    }
    return render(request, "publication/desk/desk.html", context)


@require_POST
@for_secretariat
def hand_out(request: StaffRequest) -> HttpResponse:
    """Give the chosen submissions, or the one whose "Take" was pressed, to somebody."""
    taken = request.POST.get("take")
    chosen = _chosen(request, [taken] if taken else request.POST.getlist("chosen"))
    if taken:
        assign(submissions=chosen, to=request.user, by=request.user)
        messages.success(request, _("%(reference)s is with you.") % {"reference": taken})
        return _back(request)
    form = HandOutForm(request.POST, people=list(screeners()), me=request.user)
    if not chosen:
        messages.error(request, _("Choose at least one submission: tick the boxes at the left."))
    elif not form.is_valid():
        messages.error(request, str(form.errors["to"][0]))
    else:
        person = form.person()
        count = assign(submissions=chosen, to=person, by=request.user)
        said = ngettext("%(count)d submission changed hands.", "%(count)d submissions changed hands.", count)
        messages.success(request, said % {"count": count})
    return _back(request)


@require_POST
@for_secretariat
def publish_chosen(request: StaffRequest) -> HttpResponse:
    """Show what each of the chosen would make public; then publish those that can be, and say of each other why not."""
    chosen = _chosen(request, request.POST.getlist("chosen"))
    if not chosen:
        messages.error(request, _("Choose at least one submission: tick the boxes at the left."))
        return _back(request)
    if "confirmed" not in request.POST:
        previews = presenter.previews_of(chosen, request.user)
        context = {"previews": previews, "back": _address_back(request)}
        return render(request, "publication/desk/publish_chosen.html", context)
    seen = [(submission, request.POST.get(f"seen-{submission.reference}", "")) for submission in chosen]
    editions, refused = publish_many(submissions=seen, by=request.user)
    if editions:
        said = ngettext("%(count)d submission is published.", "%(count)d submissions are published.", len(editions))
        messages.success(request, said % {"count": len(editions)})
    for submission, why in refused:
        messages.warning(request, f"{submission.reference}: {why}")
    return _back(request)


def _chosen(request: StaffRequest, references: list[str]) -> list[Submission]:
    named = [reference for reference in references[:AT_ONCE] if REFERENCED.fullmatch(reference)]
    return list(visible_to(request.user).select_related("call", "current").filter(reference__in=named))


def _back(request: StaffRequest) -> HttpResponse:
    return redirect(_address_back(request))


def _address_back(request: StaffRequest) -> str:
    """Return the address of the list as it was filtered; only of the desk, whatever the form says."""
    back = urlsplit(request.POST.get("back", ""))
    here = reverse("desk:desk")
    inside = not back.netloc and back.path.startswith(here)
    if not inside:
        return here
    return f"{back.path}?{back.query}" if back.query else back.path
