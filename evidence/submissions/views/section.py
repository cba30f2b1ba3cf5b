"""One section a page: shown, saved with a button, or saved while typing."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consultations.calls.models import Question, Section
from core.asking import form_page
from core.errors import Refused
from core.html import rich
from evidence.submissions.deadline import why_too_late
from evidence.submissions.domain.answers import Saved, save_answers
from evidence.submissions.domain.working_copy import why_unchangeable
from evidence.submissions.drafts import Draft, draft_of
from evidence.submissions.enums import SubmissionState as S
from evidence.submissions.forms.answers import SectionForm, moved_since
from evidence.submissions.models import Contributor
from evidence.submissions.presenters.frame import clock, frame
from evidence.submissions.views.access import for_writers


@dataclass
class Outcome:
    """What became of one save of a section."""

    form: SectionForm
    is_valid: bool
    saved: list[Saved]
    refused: str = ""

    @property
    def no_longer_asked(self) -> list[Question]:
        """The questions on the page that were taken out of the call while somebody wrote."""
        asked = {question.pk for question in self.form.draft.questions}
        return [question for question in self.form.questions if question.pk not in asked]

    @property
    def not_taken(self) -> list[str]:
        """What is wrong with words on the page that could not be saved, each sentence once."""
        return list(dict.fromkeys(why for faults in self.form.not_taken().values() for why in faults))

    @property
    def conflicts(self) -> list[Saved]:
        return [one for one in self.saved if one.set_aside is not None]


@form_page
@for_writers
def section_page(request: HttpRequest, contributor: Contributor, section: int) -> HttpResponse:
    draft = draft_of(contributor.submission)
    found = _section(draft, section)
    if found is None:
        return _gone(request, contributor, draft)
    chosen, questions = found
    if request.method == "POST":
        return _save_and_go_on(request, contributor, draft, chosen, questions)
    if why_unchangeable(contributor.submission):
        return redirect("respond:receipt", contributor.submission.key)
    return _page(request, contributor, chosen, SectionForm(draft, questions))


@require_POST
@for_writers
def autosave(request: HttpRequest, contributor: Contributor, section: int) -> HttpResponse:
    """Save what the page holds and say what the page must know: stamps, conflicts, questions that now appear.

    `whole` is false when something on the page could not be taken, such as letters for a number: the page keeps it.
    409, with words, when it can't be sent any more: then the text is in the draft, or `saved` is false and the page
    keeps it.
    """
    draft = draft_of(contributor.submission)
    found = _section(draft, section)
    outcome = _save(request, contributor, draft, found[1] if found else [])
    if not outcome.form.questions:
        return JsonResponse({"saved": False, "message": _("This part was taken down. Copy your text.")}, status=409)
    if outcome.refused:
        return JsonResponse({"saved": False, "message": outcome.refused}, status=409)
    too_late = "" if contributor.submission.state == S.CLARIFICATION else why_too_late(contributor.submission)
    form = outcome.form
    answer = {
        "saved": True,
        "at": clock(timezone.now()),
        "stamps": {f"s-{question.key}": form.stamp_of(question) for question in form.questions},
        "shown": sorted(
            str(question.key)
            for question in form.questions
            if form.draft.is_shown(question) or question in outcome.no_longer_asked
        ),
        "conflicts": [
            {
                "question": str(one.answer.question.key),
                "url": reverse("respond:conflict", args=[contributor.submission.key, one.set_aside.pk]),
            }
            for one in outcome.conflicts
            if one.set_aside
        ],
        "whole": not outcome.not_taken,
        "message": " ".join(filter(None, (_closed(too_late), _not_taken(outcome), _taken_out(outcome)))),
    }
    return JsonResponse(answer, status=409 if too_late else 200)


def _save_and_go_on(
    request: HttpRequest, contributor: Contributor, draft: Draft, section: Section, questions: list[Question]
) -> HttpResponse:
    key = contributor.submission.key
    shown_before = draft.shown_keys
    outcome = _save(request, contributor, draft, questions)
    if not outcome.is_valid or outcome.refused:
        return _page(request, contributor, section, outcome.form, refused=outcome.refused)
    if outcome.conflicts and outcome.conflicts[0].set_aside:
        return redirect("respond:conflict", key, outcome.conflicts[0].set_aside.pk)
    if taken_out := _taken_out(outcome):
        messages.warning(request, taken_out)
    too_late = frame(contributor)["too_late"]
    if too_late:
        messages.warning(request, _("%(why)s Your text is kept in your draft.") % {"why": too_late})
        return redirect("respond:tasks", key)
    return redirect(_next(request, contributor, outcome.form.draft, section, shown_before))


def _save(request: HttpRequest, contributor: Contributor, draft: Draft, questions: list[Question]) -> Outcome:
    """Save what is well-formed, whatever else is wrong with the page: nobody loses a word over another answer.

    The page may hold questions that were moved or taken out since it was drawn. Their answers are saved too.
    """
    form = SectionForm(draft, questions + moved_since(draft, questions, request.POST), request.POST)
    is_valid = form.is_valid()
    writings = form.writings()
    if not writings:
        return Outcome(form, is_valid, [])
    try:
        saved = save_answers(submission=contributor.submission, writings=writings, actor=contributor)
    except Refused as refused:
        return Outcome(form, is_valid, [], str(refused))
    contributor.submission.changed_at = timezone.now()
    form.draft = draft.after([one.answer for one in saved], [one.set_aside for one in saved if one.set_aside])
    return Outcome(form, is_valid, saved)


def _page(
    request: HttpRequest, contributor: Contributor, section: Section, form: SectionForm, refused: str = ""
) -> HttpResponse:
    sections = [one for one, _questions in form.draft.sections()]
    return render(
        request,
        "submissions/section.html",
        {
            **frame(contributor),
            "section": section,
            "number": sections.index(section) + 1,
            "of": len(sections),
            "form": form,
            "rows": list(form.rows(contributor)),
            "intro": rich(section.intro),
            "refused": [refused] if refused else [],
            "returns_to_check": request.GET.get("return") == "check",
            "saved_at": clock(contributor.submission.changed_at),
        },
    )


def _closed(why: str) -> str:
    return _("%(why)s Your text is kept in your draft, but cannot be sent.") % {"why": why} if why else ""


def _not_taken(outcome: Outcome) -> str:
    """Say what of the page is not saved, and why; the rest is."""
    faults = outcome.not_taken
    return _("Not all of this page is saved. %(why)s") % {"why": ". ".join(faults)} if faults else ""


def _taken_out(outcome: Outcome) -> str:
    if not outcome.no_longer_asked:
        return ""
    return _("A question on this page is no longer asked. What you wrote is kept in your draft, but is not sent.")


def _section(draft: Draft, pk: int) -> tuple[Section, list[Question]] | None:
    return next((pair for pair in draft.sections() if pair[0].pk == pk), None)


def _next(
    request: HttpRequest, contributor: Contributor, draft: Draft, section: Section, shown_before: set[str]
) -> str:
    """Return where Save and continue leads: to a question that only now appeared here, the next section, or the list."""
    key = contributor.submission.key
    pairs = list(draft.sections())
    here = next(questions for one, questions in pairs if one.pk == section.pk)
    new = [one for one in here if str(one.key) in draft.shown_keys - shown_before and not draft.is_answered(one)]
    if new:
        return f"{reverse('respond:section', args=[key, section.pk])}#question-{new[0].pk}"
    if request.GET.get("return") == "check":
        return reverse("respond:check", args=[key])
    for question in here:
        if request.POST.get("then") == f"files-{question.key}":
            return reverse("attachments:for_question", args=[key, question.key])
    if "list" in request.POST.get("then", ""):
        return reverse("respond:tasks", args=[key])
    later = [one for one, questions in pairs if one.position > section.position and any(map(draft.is_shown, questions))]
    return reverse("respond:section", args=[key, later[0].pk]) if later else reverse("respond:tasks", args=[key])


def _gone(request: HttpRequest, contributor: Contributor, draft: Draft) -> HttpResponse:
    """The section, or the whole call, was taken down while somebody wrote: save what can be, give back the rest."""
    outcome = _save(request, contributor, draft, [])
    kept = [] if outcome.refused else [one for one in outcome.form.questions if one not in outcome.form.not_taken()]
    saved = {str(question.key) for question in kept}
    texts = [
        text
        for name in request.POST
        if name.startswith(("q-", "r-")) and name[2:38] not in saved
        for text in request.POST.getlist(name)
        if text.strip()
    ]
    context = {**frame(contributor), "texts": texts, "is_saved": bool(saved)}
    return render(request, "submissions/section_gone.html", context, status=409 if request.method == "POST" else 404)
