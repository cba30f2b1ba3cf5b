"""The page on which a peer writes notes, one after another, on a phone."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.gates import StaffRequest
from core.acts import carried_out
from core.asking import ask, form_page, sent
from core.errors import NotAllowed, Refused
from core.private_pages import private
from peer_review.notes.disclosure import known
from peer_review.notes.forms.notes import ChangeForm, NoteForm
from peer_review.notes.models import Note
from peer_review.notes.queries import deleted, read_by
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.reviews.views.doors import inside
from peer_review.teams.models import Member
from peer_review.teams.queries.members import member_of

NEWEST = 10
KEPT_FOR_THE_NEXT = ("meeting", "line", "source_type", "group")


@form_page
@inside(Thing.NOTES)
def write(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    """Write a note, see one's last ones. A script that asks for JSON gets the outcome as JSON.

    What a form was sent with stays chosen for the next note.
    """
    member = member_of(request.user, review)
    wants_json = "application/json" in request.headers.get("Accept", "")
    if request.method != "POST":
        return _page(request, review, reader, member)
    if member is None:
        raise NotAllowed(_("Notes are written by the peers of the team."))
    form = NoteForm(request.POST, review=review, member=member)
    notes: list[Note] = []
    is_done = form.is_valid() and _is_theirs(form)
    is_done = is_done and carried_out(form, lambda: notes.append(form.carry_out(by=request.user)), blames="text")
    if wants_json:
        return private(_as_json(form, notes, review))
    if not is_done:
        return _page(request, review, reader, member, form=form)
    messages.success(request, _("Your note is saved as %(note)s. Write the next.") % {"note": notes[0]})
    chosen = {name: request.POST.get(name, "") for name in KEPT_FOR_THE_NEXT}
    query = urlencode({name: value for name, value in chosen.items() if value})
    return private(redirect(f"{reverse('peer_notes:write', args=[review.reference])}{f'?{query}' if query else ''}"))


@form_page
@inside(Thing.WRITE_NOTES)
def change(request: StaffRequest, review: Review, reader: Reader, number: int) -> HttpResponse:
    """Correct a note that one holds; another's is read, and not changed."""
    member = member_of(request.user, review)
    note = get_object_or_404(read_by(review, reader), number=number)
    if member is None or note.held_by_id != member.pk:
        raise Http404
    there = reverse("peer_notes:write", args=[review.reference])
    return ask(
        request,
        ChangeForm(sent(request), note=note, review=review, member=member),
        then=there,
        back=_("Back to your notes"),
    )


def _is_theirs(form: NoteForm) -> bool:
    """Refuse what another peer left on a phone that two share: it would be theirs no more."""
    if form.is_of_another():
        raise NotAllowed(_("Another peer wrote this note on this phone. It is sent when that peer signs in."))
    return True


def _as_json(form: NoteForm, notes: list[Note], review: Review) -> JsonResponse:
    if notes:
        context = {"note": _shown(review, notes[0]), "review": review, "may_change": True}
        row = render_to_string("peer_notes/row.html", context)
        return JsonResponse({"ok": True, "label": str(notes[0]), "row": row})
    return JsonResponse({"ok": False, "errors": _wrong(form)}, status=422)


def _wrong(form: NoteForm) -> list[str]:
    return [str(error) for found in form.errors.values() for error in found]


def _shown(review: Review, note: Note) -> Any:
    whole = Note.objects.select_related("line__theme", "meeting", "held_by__peer").get(pk=note.pk, review=review)
    return known(whole)


def _page(
    request: StaffRequest, review: Review, reader: Reader, member: Member | None, *, form: NoteForm | None = None
) -> HttpResponse:
    gone = deleted(review)
    may_write = reader.may(review, Thing.WRITE_NOTES) and not gone
    if form is not None and not may_write:
        raise Refused(*_wrong(form))
    if form is None and member is not None and may_write:
        form = NoteForm(review=review, member=member, initial=_initial(request))
        form.propose_meeting()
    own = read_by(review, reader).filter(held_by=member)[:NEWEST] if member else []
    context = {
        "review": review,
        "form": form,
        "may_change": may_write,
        "writer": request.user.pk,
        "notes": [known(one) for one in own],
        "gone": gone,
    }
    return private(render(request, "peer_notes/write.html", context))


def _initial(request: StaffRequest) -> dict[str, str]:
    """Return what was chosen for the note before this one."""
    return {name: request.GET[name] for name in KEPT_FOR_THE_NEXT if name in request.GET}
