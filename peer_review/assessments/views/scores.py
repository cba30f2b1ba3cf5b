"""The sheet of points. Where a programme does not score there is no such page."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.gates import StaffRequest
from core.asking import ask, form_page, sent
from core.private_pages import private
from peer_review.assessments.domain.seated import demand_judge
from peer_review.assessments.forms.scores import ScoreForm
from peer_review.assessments.models import Score
from peer_review.assessments.presenters.scores import sheet
from peer_review.assessments.views.doors import line_or_404
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.reviews.views.doors import inside


@inside(Thing.ASSESSMENTS)
@require_safe
def scores(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    """One's own points, and those of the others on lines that one has scored."""
    _demand_scoring(review)
    context = {"review": review, "rows": sheet(reader, review), "scores": reader.may(review, Thing.ASSESS)}
    return private(render(request, "peer_assessments/scores.html", context))


@inside(Thing.ASSESS)
@form_page
def score(request: StaffRequest, review: Review, reader: Reader, line: int) -> HttpResponse:
    _demand_scoring(review)
    row, seat = line_or_404(review, line), demand_judge(request.user, review)
    standing = Score.objects.filter(member=seat, line=row).first()
    form = ScoreForm(sent(request), review=review, line=row, score=standing)
    there = reverse("peer_scores:scores", args=[review.reference])
    return ask(request, form, then=there, back=_("Back to the sheet of points"))


def _demand_scoring(review: Review) -> None:
    if not review.programme.scoring:
        raise Http404
