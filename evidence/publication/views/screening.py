"""One submission on the desk: read it, decide on it, see it as the public will."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import StaffRequest
from core.asking import form_page
from core.disclosure import disclose
from core.errors import NotAllowed, Refused
from evidence.publication.desk import screeners
from evidence.publication.domain import screen
from evidence.publication.domain.edition import draw_up, fingerprint
from evidence.publication.domain.publish import publish_submission, unpublish
from evidence.publication.domain.suggest import left_unmarked
from evidence.publication.forms.desk import HandOutForm
from evidence.publication.forms.screening import OTHER_WORDS, NoteForm, ReasonForm
from evidence.publication.presenters import screening as presenter
from evidence.publication.presenters.changes import changed
from evidence.publication.presenters.desk import words_of_taking_back
from evidence.publication.presenters.edition import shown
from evidence.publication.presenters.history import details_changed, history
from evidence.publication.views.gate import for_secretariat, submission_on_the_desk
from evidence.submissions.domain.risk import reasons_for_care
from evidence.submissions.domain.versions import differences
from evidence.submissions.domain.withdraw import record_reply, withdraw_on_request
from evidence.submissions.enums import RedactionReason, SubmissionState
from evidence.submissions.files.queries import files_of_version
from evidence.submissions.lifecycle import SUBMISSION
from evidence.submissions.models import Submission


@require_safe
@for_secretariat
def submission_page(request: StaffRequest, reference: str) -> HttpResponse:
    """Show what was sent with its marks, and what can be done; of what was withdrawn only what became of it."""
    submission = submission_on_the_desk(request, reference, withdrawn=True)
    if submission.state == SubmissionState.WITHDRAWN:
        context = {
            "submission": submission,
            "state": SUBMISSION.state_of(submission),
            "history": history(submission, presenter.staff_viewer(request.user)),
        }
        return render(request, "publication/desk/withdrawn.html", context)
    return render(request, "publication/desk/submission.html", _page(request, submission, NoteForm()))


@require_POST
@for_secretariat
def note(request: StaffRequest, reference: str) -> HttpResponse:
    submission = submission_on_the_desk(request, reference)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return render(request, "publication/desk/submission.html", _page(request, submission, form))
    screen.write_note(submission=submission, by=request.user, text=form.cleaned_data["text"])
    return redirect(reverse("desk:submission", args=[reference]) + "#notes")


@form_page
@for_secretariat
def decide(request: StaffRequest, reference: str, verb: str) -> HttpResponse:
    """Make one move. Moves that need words show a page for them first, and again with them where they are refused."""
    submission = submission_on_the_desk(request, reference)
    if verb not in presenter.DECISIONS:
        raise Http404
    move = SUBMISSION.move_named(verb)
    needs_words = presenter.needs_words(move)
    form = OTHER_WORDS.get(verb, ReasonForm)(request.POST if request.method == "POST" and needs_words else None)
    if request.method == "POST" and (not needs_words or form.is_valid()):
        words = next(iter(form.cleaned_data.values())) if needs_words else ""
        try:
            _make(request, submission, verb, words)
        except NotAllowed:
            raise
        except Refused as refusal:
            if not needs_words:
                messages.error(request, str(refusal))
                return redirect("desk:submission", reference)
            form.add_error(None, refusal.reasons)
        else:
            fresh = submission_on_the_desk(request, reference, withdrawn=True)
            messages.success(request, presenter.said_of(fresh))
            return redirect("desk:submission", reference)
    if not needs_words:
        return redirect("desk:submission", reference)
    context = {
        "submission": submission,
        "move": move,
        "form": form,
        **presenter.extras_of_move(submission, verb),
    }
    return render(request, "publication/desk/decide.html", context)


@require_safe
@for_secretariat
def preview(request: StaffRequest, reference: str) -> HttpResponse:
    """Show the very page that publishing would make public, from rows that are not saved."""
    submission = submission_on_the_desk(request, reference)
    context: dict[str, Any] = {"submission": submission, "is_published": submission.state == SubmissionState.PUBLISHED}
    try:
        edition, answers, attachments = draw_up(submission, by=request.user)
    except Refused as refusal:
        context["refusal"] = refusal.reasons
    else:
        edition.published_at = timezone.now()
        for row in attachments:
            row.edition = edition
        context["shown"] = shown(edition, answers, attachments)
        context["seen"] = fingerprint(edition, answers, attachments)
        context["call_url"] = submission.call.get_url(request) if submission.call else ""
        context["care"] = left_unmarked(submission)
    viewer = presenter.staff_viewer(request.user)
    context["decisions"] = [one for one in presenter.decisions(submission, viewer) if one.move.verb == "publish"]
    return render(request, "publication/desk/preview.html", context)


@require_safe
@for_secretariat
def changes(request: StaffRequest, reference: str, number: str) -> HttpResponse:
    """Show what one sending changed against the one before it."""
    submission = submission_on_the_desk(request, reference)
    later = submission.versions.filter(number=int(number)).first()
    earlier = submission.versions.filter(number=int(number) - 1).first()
    if later is None or earlier is None:
        raise Http404
    viewer = presenter.staff_viewer(request.user)
    before, after = (set(files_of_version(one).values_list("name", flat=True)) for one in (earlier, later))
    context = {
        "submission": submission,
        "earlier": earlier,
        "later": later,
        "differences": changed(differences(earlier, later), submission, viewer),
        "files_added": sorted(after - before),
        "files_removed": sorted(before - after),
        "events": details_changed(submission, viewer, after=earlier.sent_at, until=later.sent_at),
    }
    return render(request, "publication/desk/changes.html", context)


def _make(request: StaffRequest, submission: Submission, verb: str, words: str) -> None:
    by = request.user
    if verb == "screen":
        screen.start_screening(submission=submission, by=by)
    elif verb == "ask":
        screen.ask_respondent(submission=submission, by=by, question=words)
    elif verb == "record_reply":
        record_reply(submission=submission, reply=words, actor=by)
    elif verb == "withdraw_on_request":
        withdraw_on_request(submission=submission, reason=words, actor=by)
    elif verb == "refuse":
        screen.refuse(submission=submission, by=by, reason=words)
    elif verb == "publish":
        publish_submission(submission=submission, by=by, seen=request.POST.get("seen", ""))
    elif verb == "unpublish":
        unpublish(submission=submission, by=by, reason=words)
    else:
        screen.decide(submission=submission, verb=verb, by=by, reason=words)


def _page(request: StaffRequest, submission: Submission, note_form: NoteForm) -> dict[str, Any]:
    viewer = presenter.staff_viewer(request.user)
    known = disclose(submission, viewer)
    marks = presenter.marks_of(submission, viewer)
    sections, files = presenter.texts_of(known, submission), presenter.files_of(known, submission)
    may_mark = presenter.may_be_marked(submission)
    return {
        "submission": submission,
        "known": known,
        "state": SUBMISSION.state_of(submission),
        "care": [*(one.words for one in reasons_for_care(submission)), *left_unmarked(submission)],
        "taken_back": words_of_taking_back([submission]).get(submission.pk, ""),
        "is_published": submission.state == SubmissionState.PUBLISHED,
        "sections": sections,
        "files": files,
        "marks": marks,
        "to_check": [mark for mark in marks if mark.may_check],
        "suggested": presenter.suggested_in(sections, files),
        "may_mark": may_mark,
        "may_correct": presenter.may_be_corrected(submission),
        "reasons": RedactionReason.choices,
        "decisions": presenter.decisions(submission, viewer),
        "versions": list(submission.versions.order_by("-number")),
        "clarifications": list(submission.clarifications.select_related("asked_by", "recorded_by")),
        "notes": list(submission.notes.select_related("author")),
        "note_form": note_form,
        "history": history(submission, viewer),
        "hand_out": HandOutForm(
            people=list(screeners()),
            me=request.user,
            initial={"to": str(submission.assigned_to_id or "nobody")},
        ),
    }
