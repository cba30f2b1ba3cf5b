"""The moderation board: all lines, one line, its history, and what is said of it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import StaffRequest
from core.acts import done
from core.asking import ask, form_page, sent
from core.errors import NotAllowed
from core.private_pages import private
from peer_review.assessments.domain import judging
from peer_review.assessments.forms.board import FORMS
from peer_review.assessments.presenters.board import board_of
from peer_review.assessments.presenters.history import history
from peer_review.assessments.presenters.line import line_board
from peer_review.assessments.queries.judgements import judgement_shown
from peer_review.assessments.views.doors import line_or_404
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.reviews.views.doors import inside
from peer_review.room.queries import lines_of


@inside(Thing.ASSESSMENTS)
@require_safe
def board(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    context = {"review": review, "board": board_of(reader, review), "assesses": reader.may(review, Thing.ASSESS)}
    return private(render(request, "peer_assessments/board.html", context))


@inside(Thing.ASSESSMENTS)
@require_safe
def line(request: StaffRequest, review: Review, reader: Reader, line: int) -> HttpResponse:
    """All assessments of a line side by side, the judgement, and where each peer stands to it."""
    lines = list(lines_of(review))
    at = next((number for number, one in enumerate(lines) if one.pk == line), None)
    if at is None:
        raise Http404
    context = {
        "review": review,
        "board": line_board(reader, review, lines[at]),
        "line": lines[at],
        "before": lines[at - 1] if at else None,
        "after": lines[at + 1] if at + 1 < len(lines) else None,
        "writes_findings": reader.may(review, Thing.WRITE_FINDINGS),
    }
    return private(render(request, "peer_assessments/line.html", context))


@inside(Thing.ASSESSMENTS)
@require_safe
def past(request: StaffRequest, review: Review, reader: Reader, line: int) -> HttpResponse:
    """Every text that the judgement had, with what changed, by whom, and who stood where to it."""
    row = line_or_404(review, line)
    judgement = judgement_shown(reader, review, row)
    if judgement is None:
        raise Http404
    context = {"review": review, "line": row, "past": history(judgement)}
    return private(render(request, "peer_assessments/past.html", context))


@inside(Thing.MODERATE)
@require_POST
def agree(request: StaffRequest, review: Review, reader: Reader, line: int) -> HttpResponse:
    row = line_or_404(review, line)
    read = request.POST.get("read", "")
    seen = int(read[:9]) if read.isdecimal() else -1
    act = lambda: judging.agree(review=review, line=row, read=seen, by=request.user)  # noqa: E731
    done(request, act, _("You agree to the judgement."))
    return private(redirect(f"{reverse('peer_board:line', args=[review.reference, row.pk])}#judgement"))


@inside(Thing.MODERATE)
@form_page
def say(request: StaffRequest, review: Review, reader: Reader, line: int, what: str) -> HttpResponse:
    """Write the judgement, challenge it, or let it stand. It is shown to whoever has their own assessment in."""
    here = line_board(reader, review, line_or_404(review, line))
    may = {"write": here.may_write, "challenge": here.may_challenge, "stand": here.may_let_stand}
    there = reverse("peer_board:line", args=[review.reference, here.line.pk])
    if request.method != "POST" and not (here.is_open and may[what]):
        return private(redirect(there))
    if not here.is_open:
        raise NotAllowed(_("Your own assessment of this line is not in any more. Put it in first."))
    form = FORMS[what](sent(request), review=review, line=here.line, judgement=here.judgement)
    return ask(request, form, then=f"{there}#judgement", back=_("Back to the board"))
