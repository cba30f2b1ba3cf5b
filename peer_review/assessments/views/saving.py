"""What the buttons of an assessment's page do: each saves what is typed, then what it says."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.gates import StaffRequest
from core.errors import NotAllowed, Refused
from core.plain_text import one_line
from peer_review.assessments.domain import assessing, citing
from peer_review.assessments.domain.assessing import Saved, save_assessment
from peer_review.assessments.domain.seated import demand_judge
from peer_review.assessments.forms.assessment import AssessmentForm
from peer_review.assessments.presenters.mine import progress_of
from peer_review.assessments.presenters.page import own_assessment
from peer_review.assessments.rules import missing
from peer_review.frameworks.models import Line
from peer_review.reviews.models import Review
from peer_review.teams.models import Member

LONGEST_SEARCH = 100


def words_of(query: Mapping[str, str]) -> str:
    """Return what is searched for."""
    return one_line(query.get("q", ""))[:LONGEST_SEARCH]


def save(request: StaffRequest, review: Review, line: Line, form: AssessmentForm) -> tuple[Saved | None, str]:
    """Save what is well-formed; return what became of it, and why it was refused."""
    form.is_valid()
    writing = form.writing()
    if writing is None:
        return None, ""
    try:
        saved = save_assessment(review=review, line=line, writing=writing, by=request.user)
    except NotAllowed:
        raise
    except Refused as refused:
        form.add_error(None, refused.reasons)
        return None, str(refused)
    if not saved.set_aside:
        form.assessment = saved.assessment
    return saved, ""


def then(request: StaffRequest, review: Review, line: Line, form: AssessmentForm) -> HttpResponse | None:
    """Do what the pressed button asks for besides saving; return where that leads, or None where it was refused."""
    what, _colon, key = request.POST.get("then", "").partition(":")
    words = words_of(request.POST)
    where = request.POST.get(f"where-{key}", "")
    verbs = {
        "cite": lambda: citing.cite(review=review, line=line, key=key, where=where, by=request.user),
        "drop": lambda: citing.uncite(review=review, line=line, key=key, by=request.user),
    }
    here = reverse("peer_assessments:one", args=[review.reference, line.pk])
    try:
        if what in verbs:
            verbs[what]()
            return redirect(f"{here}{_asking(words)}#evidence")
        if what == "in":
            assessing.put_in(review=review, line=line, by=request.user)
            messages.success(request, _("Your assessment is in. You can read the others’ now."))
            return redirect("peer_board:line", review.reference, line.pk)
    except NotAllowed:
        raise
    except Refused as refused:
        _blame(form, demand_judge(request.user, review), line, refused)
        return None
    if what in ("search", ""):  # Enter, in the search or where one says what page is meant
        return redirect(f"{here}{_asking(words)}#evidence")
    after = progress_of(review, request.user).next_after(line) if what == "next" else None
    if after and after.pk != line.pk:
        return redirect("peer_assessments:one", review.reference, after.pk)
    return redirect("peer_assessments:mine", review.reference)


def _asking(words: str) -> str:
    return f"?{urlencode({'q': words})}" if words else ""


def _blame(form: AssessmentForm, seat: Member, line: Line, refused: Refused) -> None:
    """Put what is missing beside its field."""
    own = own_assessment(seat, line)
    lacks = missing(own, list(own.citations.all()) if own else [])
    for name, why in lacks.items():
        form.add_error(name if name in form.fields else None, why)
    if not lacks:
        form.add_error(None, refused.reasons)
