"""Marks on a submission: made, checked, opened, taken away; files released; words purged."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.gates import StaffRequest
from core.asking import form_page
from core.disclosure import disclose
from core.errors import NotAllowed, Refused
from evidence.publication.domain.files import release_attachment
from evidence.publication.domain.purge import ask_purge, carry_out_purge, drop_purge
from evidence.publication.domain.redact import (
    Target,
    ask_to_lift,
    check_redactions,
    keep_redaction,
    lift_redaction,
    open_sealed,
    redact,
    redact_words,
    remove_redaction,
)
from evidence.publication.domain.suggest import accept_suggestions
from evidence.publication.forms.screening import PurgeForm, ReasonForm, ReleaseForm, SpanForm, WordsForm
from evidence.publication.models import Purge
from evidence.publication.presenters.purge import titles_of_files
from evidence.publication.presenters.screening import staff_viewer
from evidence.publication.views.gate import for_secretariat, submission_on_the_desk
from evidence.submissions.enums import Release
from evidence.submissions.models import AnswerVersion, Redaction, Submission
from evidence.submissions.queries import attachments_to_disclose, redactions_of, sealed_redactions_of


@require_POST
@for_secretariat
def mark(request: StaffRequest, reference: str) -> HttpResponse:
    """Mark a span that a script selected."""
    submission = submission_on_the_desk(request, reference)
    form = SpanForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return _back(submission)
    given = dict(form.cleaned_data)
    target = _target(submission, given.pop("target"))
    return _tried(
        request,
        submission,
        lambda: redact(target=target, by=request.user, submission=submission, **given),
        anchor=form.cleaned_data["target"],
    )


@form_page
@for_secretariat
def words(request: StaffRequest, reference: str, target: str) -> HttpResponse:
    """Mark words by typing them: the way without a script, and without a pointer."""
    submission = submission_on_the_desk(request, reference)
    text = _target(submission, target)
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = redact_words(target=text, by=request.user, submission=submission, **form.cleaned_data)
        except NotAllowed:
            raise
        except Refused as refusal:
            form.add_error("words", refusal.reasons)
        else:
            messages.success(request, _marked(len(made)))
            return _back(submission)
    known = disclose(text, staff_viewer(request.user))
    # Sealed words stay sealed here too.
    context = {"submission": submission, "form": form, "shown": {"target": target, "pieces": known.pieces}}
    return render(request, "publication/desk/words.html", context)


@require_POST
@for_secretariat
def accept(request: StaffRequest, reference: str) -> HttpResponse:
    """Mark everything that is suggested."""
    submission = submission_on_the_desk(request, reference)
    return _tried(
        request,
        submission,
        lambda: messages.success(request, _marked(accept_suggestions(submission=submission, by=request.user))),
    )


@require_POST
@for_secretariat
def remove(request: StaffRequest, reference: str, pk: str) -> HttpResponse:
    submission = submission_on_the_desk(request, reference)
    row = get_object_or_404(redactions_of(submission), pk=pk)
    return _tried(
        request,
        submission,
        lambda: remove_redaction(redaction=row, submission=submission, by=request.user),
        anchor="marks",
    )


@form_page
@for_secretariat
def lift(request: StaffRequest, reference: str, pk: str) -> HttpResponse:
    """Ask, with a reason, that a checked mark be lifted."""
    submission = submission_on_the_desk(request, reference)
    row = get_object_or_404(sealed_redactions_of(submission), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_to_lift(redaction=row, submission=submission, by=request.user, reason=form.cleaned_data["reason"])
        except NotAllowed:
            raise
        except Refused as refusal:
            form.add_error("reason", refusal.reasons)
        else:
            messages.success(request, _("Somebody else of the secretariat must now lift the mark, or keep it."))
            return _back(submission)
    return render(request, "publication/desk/lift.html", {"submission": submission, "redaction": row, "form": form})


@require_POST
@for_secretariat
def settle_lift(request: StaffRequest, reference: str, pk: str) -> HttpResponse:
    """Lift a mark as another asked, or keep it."""
    submission = submission_on_the_desk(request, reference)
    row = get_object_or_404(redactions_of(submission), pk=pk)
    verb = lift_redaction if request.POST.get("do") == "lift" else keep_redaction
    return _tried(
        request, submission, lambda: verb(redaction=row, submission=submission, by=request.user), anchor="marks"
    )


@require_POST
@for_secretariat
def check(request: StaffRequest, reference: str, pk: str | None = None) -> HttpResponse:
    """Agree to one mark, or to all that others made and that stood on the page: nobody seals what they did not see."""
    submission = submission_on_the_desk(request, reference)
    seen = [pk] if pk is not None else [one[:18] for one in request.POST.getlist("mark") if one.isdecimal()]
    rows = redactions_of(submission).filter(pk__in=seen)

    def checked() -> None:
        count = check_redactions(redactions=rows, submission=submission, by=request.user)
        if not count:
            raise Refused(_("None of these marks waits to be checked any more. Look at those that stand here now."))
        said = ngettext("%(count)d mark is checked and sealed.", "%(count)d marks are checked and sealed.", count)
        messages.success(request, said % {"count": count})

    return _tried(request, submission, checked)


@form_page
@for_secretariat
def opened(request: StaffRequest, reference: str, pk: str) -> HttpResponse:
    """Show the words beneath a checked mark, once, after a reason was given and logged."""
    submission = submission_on_the_desk(request, reference)
    row: Redaction = get_object_or_404(
        sealed_redactions_of(submission).select_related("answer_version", "attachment"), pk=pk
    )
    form = ReasonForm(request.POST or None)
    context: dict[str, Any] = {"submission": submission, "redaction": row, "form": form}
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            context["words"] = open_sealed(redaction=row, submission=submission, by=request.user, reason=reason)
        except NotAllowed:
            raise
        except Refused as refusal:
            form.add_error("reason", refusal.reasons)
    return render(request, "publication/desk/open.html", context)


@require_POST
@for_secretariat
def release_file(request: StaffRequest, reference: str, pk: str) -> HttpResponse:
    """Decide how much of a file the public may have."""
    submission = submission_on_the_desk(request, reference)
    file = next((one for one in attachments_to_disclose(submission) if one.pk == int(pk)), None)
    form = ReleaseForm(request.POST)
    if file is None or not (form.is_valid() or form.has_error("release", "required")):
        raise Http404
    if form.errors:
        messages.error(request, _("Select how much of the file the public can have."))
        return _back(submission)
    release = Release(form.cleaned_data["release"])

    def released() -> None:
        release_attachment(attachment=file, submission=submission, release=release, by=request.user)
        said = _("%(name)s: %(release)s.")
        messages.success(request, said % {"name": file.name, "release": str(release.label).lower()})

    return _tried(request, submission, released)


@form_page
@for_secretariat
def purge(request: StaffRequest, reference: str) -> HttpResponse:
    """Ask that words or a file be removed for good, and see what was asked."""
    submission = submission_on_the_desk(request, reference, withdrawn=True)
    titles = titles_of_files(submission)
    form = PurgeForm(request.POST or None, submission=submission, titles=titles)
    if request.method == "POST" and form.is_valid():
        try:
            ask_purge(submission=submission, by=request.user, **form.cleaned_data)
        except NotAllowed:
            raise
        except Refused as refusal:
            form.add_error("words", refusal.reasons)
        else:
            messages.success(request, _("Somebody else of the secretariat must now carry it out."))
            return redirect("desk:purge", reference)
    asked = submission.purges.select_related("asked_by", "done_by")
    context = {
        "submission": submission,
        "form": form,
        "asked": [(one, titles.get(one.attachment_id or 0, "")) for one in asked],
        "left": [titles[pk] for pk in submission.attachments.exclude(file="").values_list("pk", flat=True)],
    }
    return render(request, "publication/desk/purge.html", context)


@require_POST
@for_secretariat
def settle_purge(request: StaffRequest, reference: str, pk: str) -> HttpResponse:
    """Carry a request out, or take it back."""
    submission = submission_on_the_desk(request, reference, withdrawn=True)
    row: Purge = get_object_or_404(submission.purges, pk=pk)
    try:
        if request.POST.get("do") == "drop":
            drop_purge(purge=row, by=request.user)
            messages.success(request, _("The request was taken back. Nothing was removed."))
        else:
            carry_out_purge(purge=row, by=request.user)
            messages.success(request, _("It was removed everywhere."))
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:purge", reference)


def _target(submission: Submission, name: str) -> Target:
    """Return the text that a form names. 404 when it does not belong to what was last sent."""
    kind, _dash, key = name.partition("-")
    if key.isdecimal() and kind == "answer":
        return get_object_or_404(
            AnswerVersion.objects.select_related("question_version"), pk=key, sent_in=submission.current_id
        )
    if key.isdecimal() and kind == "file":
        for file in attachments_to_disclose(submission):
            if file.pk == int(key):
                return file
    raise Http404


def _tried(request: StaffRequest, submission: Submission, act: Callable[[], Any], *, anchor: str = "") -> HttpResponse:
    """Do `act`, or say why not, and go back to the page. NotAllowed becomes its own page.

    What is said stands at the top, so only an act of which nothing is said goes back to its place, the `anchor`.
    """
    try:
        act()
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _back(submission)
    return _back(submission, anchor)


def _back(submission: Submission, anchor: str = "") -> HttpResponse:
    address = reverse("desk:submission", args=[submission.reference])
    return redirect(f"{address}#{anchor}" if anchor else address)


def _marked(count: int) -> str:
    said = ngettext(
        "%(count)d mark was made. A second person must check it.",
        "%(count)d marks were made. A second person must check them.",
        count,
    )
    return said % {"count": count}
