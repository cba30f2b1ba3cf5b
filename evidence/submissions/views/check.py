"""Check your answers, declare, send."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.asking import form_page
from core.errors import Refused
from core.forms import Form
from evidence.submissions.domain.submit import Obstacle, obstacles, submit_submission
from evidence.submissions.drafts import Draft, draft_of, sent_differs
from evidence.submissions.models import Contributor
from evidence.submissions.presenters.answers import files_as_list, respondent_rows, section_rows
from evidence.submissions.presenters.frame import frame
from evidence.submissions.views.access import for_writers


class DeclarationForm(Form):
    declared = forms.BooleanField(
        label=gettext_lazy(
            "I confirm that these answers are right to the best of my knowledge, and that I may send them"
        ),
        error_messages={"required": gettext_lazy("Confirm the declaration")},
    )


@form_page
@for_writers
def check_answers(request: HttpRequest, contributor: Contributor) -> HttpResponse:
    submission = contributor.submission
    context = frame(contributor)
    form = DeclarationForm(request.POST or None)
    refused: list[str] = []
    if request.method == "POST":
        is_declared = form.is_valid()
        try:
            submit_submission(submission=submission, actor=contributor, declared=is_declared)
        except Refused as refusal:
            refused = refusal.reasons
        else:
            return redirect("respond:receipt", submission.key)
    elif context["fixed"]:
        return redirect("respond:receipt", submission.key)
    draft = draft_of(submission)
    if submission.was_sent and not refused and not sent_differs(draft):
        messages.info(request, _("Nothing has changed since you sent your answers."))
        return redirect("respond:receipt", submission.key)
    faults = _faults(draft, form, refused) if refused else []
    return render(
        request,
        "submissions/check.html",
        {
            **context,
            "form": form,
            "faults": faults,
            "sections": section_rows(draft),
            "respondent": respondent_rows(submission),
            "files": files_as_list(draft.loose_files()) if draft.loose_files() else "",
        },
    )


def _faults(draft: Draft, form: DeclarationForm, refused: list[str]) -> list[tuple[str, str]]:
    """Return each refusal with the place where it is mended."""
    found = [(one.why, _place(draft, one)) for one in obstacles(draft)]
    named = {why for why, _url in found}
    rest = [
        (why, "#id_declared" if why in form.errors.get("declared", []) else "") for why in refused if why not in named
    ]
    return [*found, *rest]


def _place(draft: Draft, one: Obstacle) -> str:
    key = draft.submission.key
    if one.page == "conflict":
        late = next(late for late in draft.late_texts if late.answer.question_id == one.question)
        return reverse("respond:conflict", args=[key, late.pk])
    if one.question is not None:
        section = next(question.section_id for question in draft.questions if question.pk == one.question)
        return f"{reverse('respond:section', args=[key, section])}?return=check#question-{one.question}"
    return reverse(f"respond:{one.page}", args=[key]) if one.page else ""
