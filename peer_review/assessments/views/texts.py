"""Two texts of one assessment: keep the later, keep the saved, or write one from both."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.gates import StaffRequest
from core.acts import carried_out
from core.asking import form_page
from core.errors import Refused
from core.private_pages import private
from peer_review.assessments.domain.seated import demand_judge
from peer_review.assessments.domain.settling import Choice, mark_of, settle
from peer_review.assessments.forms.assessment import TogetherForm
from peer_review.assessments.models import AssessmentVersion
from peer_review.assessments.presenters.conflict import sides, starting
from peer_review.assessments.views.doors import line_or_404
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.reviews.views.doors import inside


@inside(Thing.ASSESS)
@form_page
def texts(request: StaffRequest, review: Review, reader: Reader, line: int, late: int) -> HttpResponse:
    row = line_or_404(review, line)
    seat = demand_judge(request.user, review)
    mine = AssessmentVersion.objects.filter(set_aside=True, assessment__member=seat, assessment__line=row)
    version = mine.select_related("assessment__review", "assessment__line__theme").filter(pk=late).first()
    if version is None:
        raise Http404
    back = reverse("peer_assessments:one", args=[review.reference, row.pk])
    if version.settled_at:
        if request.POST.get("choice") == Choice.TOGETHER:
            raise Refused(_("The two texts were settled already."))
        messages.info(request, _("The two texts were settled already."))
        return private(redirect(back))
    assessment = version.assessment
    posted = request.POST if request.method == "POST" else None
    form = TogetherForm(posted, initial=starting(assessment, version))
    choice = request.POST.get("choice", "")
    is_together = choice == Choice.TOGETHER
    if posted is not None and choice in Choice.values and (form.is_valid() or not is_together):
        if _settled(request, form, version, Choice(choice)):
            messages.success(request, _("Your choice is saved. The other text is kept in the history."))
            return private(redirect(back))
        assessment.refresh_from_db()
        version.refresh_from_db()
    context = {
        "review": review,
        "line": row,
        "both": sides(assessment, version),
        "assessment": assessment,
        "late": version,
        "seen": assessment.revision,
        "seen_late": mark_of(version),
        # Words that were typed stay where they were refused; the other two choices carry none.
        "form": form if is_together else TogetherForm(initial=starting(assessment, version)),
        "errors": [] if is_together or posted is None else form.non_field_errors() or [_("Select which text to keep")],
        "back": back,
    }
    return private(render(request, "peer_assessments/texts.html", context))


def _settled(request: StaffRequest, form: TogetherForm, late: AssessmentVersion, choice: Choice) -> bool:
    seen = request.POST.get("seen", "")
    values = {name: form.cleaned_data[name] for name in form.fields} if choice == Choice.TOGETHER else None

    def act() -> None:
        settle(
            late=late,
            choice=choice,
            seen=int(seen[:9]) if seen.isdecimal() else -1,
            seen_late=request.POST.get("late", ""),
            by=request.user,
            values=values,
        )

    return carried_out(form, act)
