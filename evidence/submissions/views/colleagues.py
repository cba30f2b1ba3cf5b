"""Writing together: invitations, owners, sign-off."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.limits import is_over
from core.asking import form_page
from core.errors import Refused
from evidence.submissions import limits
from evidence.submissions.domain import colleagues as verbs
from evidence.submissions.drafts import draft_of
from evidence.submissions.enums import Part
from evidence.submissions.forms.details import InviteForm
from evidence.submissions.models import Contributor
from evidence.submissions.presenters.answers import respondent_rows, section_rows
from evidence.submissions.presenters.colleagues import owner_rows, people
from evidence.submissions.presenters.frame import frame
from evidence.submissions.views.access import for_writers


@form_page
@for_writers
def colleagues_page(request: HttpRequest, contributor: Contributor) -> HttpResponse:
    """See who takes part; invite somebody."""
    submission = contributor.submission
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if is_over(limits.INVITATIONS, request, about=str(submission.key)):
            form.add_error(None, _("Too many invitations were sent. Try again in an hour."))
        else:
            try:
                verbs.invite_colleague(submission=submission, by=contributor, **form.cleaned_data)
            except Refused as refused:
                form.add_error("email", refused.reasons)
            else:
                text = _("We sent an invitation to %(email)s.") % {"email": form.cleaned_data["email"]}
                messages.success(request, text)
                return redirect("respond:colleagues", submission.key)
    draft = draft_of(submission)
    context = {
        **frame(contributor),
        "form": form,
        "people": people(contributor),
        "owner_rows": owner_rows(draft, contributor),
        "sign_off_offered": bool(submission.call and submission.call.sign_off_offered),
        "is_approver": contributor.part == Part.APPROVER,
        "may_end_sign_off": verbs.may_end_sign_off(contributor),
    }
    return render(request, "submissions/colleagues.html", context)


@form_page
@for_writers
def remove(request: HttpRequest, contributor: Contributor, pk: int) -> HttpResponse:
    colleague = _colleague(contributor, pk)
    if request.method == "POST":
        try:
            verbs.remove_colleague(colleague=colleague, by=contributor)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("%(name)s no longer takes part. Their words stay.") % {"name": colleague})
            if colleague.pk == contributor.pk:
                return redirect("/")
        return redirect("respond:colleagues", contributor.submission.key)
    return render(request, "submissions/remove_colleague.html", {**frame(contributor), "colleague": colleague})


@require_POST
@for_writers
def send_again(request: HttpRequest, contributor: Contributor, pk: int) -> HttpResponse:
    """Send a colleague a new link, for a mail that went astray."""
    colleague = _colleague(contributor, pk)
    if is_over(limits.LINKS, request, about=colleague.email):
        messages.error(request, _("Too many links were sent to this address. Try again in an hour."))
    else:
        try:
            verbs.invite_again(colleague=colleague, by=contributor)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("We sent a new link to %(email)s.") % {"email": colleague.email})
    return redirect("respond:colleagues", contributor.submission.key)


@require_POST
@for_writers
def owners(request: HttpRequest, contributor: Contributor) -> HttpResponse:
    """Share out the questions, and say whether sign-off is wanted: one form, one button."""
    submission = contributor.submission
    draft = draft_of(submission)
    present = {str(one.pk): one for one in submission.contributors.all() if one.ended_at is None}
    try:
        for question in draft.shown():
            chosen = request.POST.get(f"owner-{question.pk}")
            if chosen is None or (chosen and chosen not in present):
                continue
            answer = draft.answers.get(question.pk)
            owner = present.get(chosen)
            if (answer.owner_id if answer else None) != (owner.pk if owner else None):
                verbs.give_question(submission=submission, question=question, owner=owner, by=contributor)
        wanted = request.POST.get("wants_sign_off") == "yes"
        # A box that can't be unticked is not sent by the browser, which says nothing about it.
        if wanted != submission.wants_sign_off and (wanted or verbs.may_end_sign_off(contributor)):
            verbs.ask_for_sign_off(submission=submission, wanted=wanted, by=contributor)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Saved."))
    return redirect("respond:colleagues", submission.key)


@form_page
@for_writers
def sign_off_page(request: HttpRequest, contributor: Contributor) -> HttpResponse:
    """Read everything, then approve it as it was read."""
    submission = contributor.submission
    if request.method == "POST":
        read_at = _moment(request.POST.get("read", ""))
        if read_at is None:
            raise Http404
        try:
            verbs.sign_off(submission=submission, by=contributor, read_at=read_at)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("respond:sign_off", submission.key)
        messages.success(request, _("You signed off these answers. Any change to them ends the sign-off."))
        return redirect("respond:tasks", submission.key)
    context = {
        **frame(contributor),
        "sections": section_rows(draft_of(submission)),
        "respondent": respondent_rows(submission),
        "read": submission.changed_at.isoformat(),
        "is_approver": contributor.part == Part.APPROVER,
    }
    return render(request, "submissions/sign_off.html", context)


def _colleague(contributor: Contributor, pk: int) -> Contributor:
    for one in contributor.submission.contributors.all():
        if one.pk == pk and one.ended_at is None:
            one.submission = contributor.submission
            return one
    raise Http404


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None
