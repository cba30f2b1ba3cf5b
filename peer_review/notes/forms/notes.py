"""What is asked of a note: one page for many in a row, and one to correct it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import AskingForm, Form, LineField, TextField
from peer_review.frameworks.models import Line
from peer_review.notes.domain import notes as verbs
from peer_review.notes.models import Note
from peer_review.notes.queries import heard_by, meetings_of
from peer_review.reviews.models import Review
from peer_review.room.enums import SourceType
from peer_review.room.queries import lines_of
from peer_review.teams.models import Member
from peer_review.visits.enums import Group
from peer_review.visits.models import Attendee, Meeting

LONGEST = Note._meta.get_field("text").max_length or 0
AS_MEETING = ("", _("As the meeting is"))


class NoteFields(Form):
    """The fields of a note, with the choices of one review and one peer."""

    text = TextField(
        label=_("Note"),
        help_text=_("What was said or seen. No names: the whole team reads it."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write the note")},
    )
    meeting = forms.ModelChoiceField(
        label=_("Meeting"), queryset=Meeting.objects.none(), required=False, empty_label=_("None")
    )
    line = forms.ModelChoiceField(
        label=_("Line of enquiry"), queryset=Line.objects.none(), required=False, empty_label=_("Say it later")
    )
    source_type = forms.ChoiceField(
        label=_("Type of source"), choices=[AS_MEETING, *SourceType.choices], required=False
    )
    group = forms.ChoiceField(label=_("Whose voice"), choices=[AS_MEETING, *Group.choices], required=False)
    attendee = forms.ModelChoiceField(
        label=_("Who said it"), queryset=Attendee.objects.none(), required=False, empty_label=_("Not said")
    )
    name = LineField(label=_("Or somebody else"), max_length=120, required=False)

    def __init__(self, *args: Any, review: Review, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.review, self.member = review, member
        meeting: Any = self.fields["meeting"]
        meeting.queryset = meetings_of(review)
        self._meetings = list(meeting.queryset)
        meeting.choices = _by_day(self._meetings, member)
        line: Any = self.fields["line"]
        line.queryset = lines_of(review)
        attendee: Any = self.fields["attendee"]
        attendee.queryset = heard_by(member)
        attendee.label_from_instance = lambda one: one.name

    def told(self) -> verbs.Told:
        fields = ("text", "meeting", "line", "source_type", "group", "attendee", "name")
        return verbs.Told(**{name: self.cleaned_data[name] for name in fields})


class NoteForm(NoteFields):
    """A new note. `key` is made with the page, or by the script that keeps a note on the phone until the line is there."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    written_at = forms.CharField(widget=forms.HiddenInput, required=False)
    writer = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, review: Review, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, review=review, member=member, **kwargs)
        self.fields["writer"].initial = member.peer.user_id

    def propose_meeting(self) -> None:
        """Choose the meeting of this peer that goes on now, or the last that began today, where none was chosen."""
        now, today = timezone.now(), timezone.localdate()
        begun = [one for one in self._meetings if timezone.localdate(one.starts_at) == today and one.starts_at <= now]
        mine = [one.pk for one in begun if self.member in one.members.all()]
        if mine:
            self.initial.setdefault("meeting", mine[-1])

    def clean_written_at(self) -> datetime | None:
        """Return the moment by the clock of the phone; nothing for what is none."""
        try:
            moment = datetime.fromisoformat(self.cleaned_data["written_at"])
        except ValueError:
            return None
        return moment if timezone.is_aware(moment) else None

    def is_of_another(self) -> bool:
        """Whether it was written on this phone by somebody else, who signed out since."""
        writer = self.cleaned_data.get("writer")
        return writer is not None and writer != self.member.peer.user_id

    def carry_out(self, *, by: User) -> Note:
        told = self.cleaned_data
        return verbs.take_in(
            review=self.review, told=self.told(), key=told["key"], written_at=told["written_at"], by=by
        )


class ChangeForm(AskingForm, NoteFields):
    title = _("Correct your note")
    said = _("The note is saved.")

    def __init__(self, *args: Any, note: Note, review: Review, member: Member, **kwargs: Any) -> None:
        self.note = note
        initial = {
            "text": note.text,
            "meeting": note.meeting_id,
            "line": note.line_id,
            "source_type": note.source_type,
            "group": note.group,
        }
        super().__init__(*args, review=review, member=member, initial=initial, **kwargs)
        self.caption = f"{review} {note}"
        self.fields["attendee"].help_text = _now(
            "Leave both empty to keep what was written down. It is shown to nobody."
        )

    def stamp(self) -> int:
        return self.note.revision

    def carry_out(self, *, by: User) -> None:
        verbs.change(note=self.note, told=self.told(), read=self.cleaned_data["after"] or 0, by=by)


def _by_day(rows: Iterable[Meeting], member: Member) -> list[Any]:
    """Return the meetings as choices: today's first, of these one's own."""
    today = timezone.localdate()
    days: dict[str, list[tuple[int, str]]] = {"today": [], "before": [], "later": []}
    for one in sorted(rows, key=lambda row: member not in row.members.all()):
        day = timezone.localdate(one.starts_at)
        when = "today" if day == today else "before" if day < today else "later"
        days[when].append((one.pk, _label(one, is_today=when == "today")))
    headings = {"today": _now("Today"), "before": _now("Earlier"), "later": _now("Later")}
    return [("", _now("None")), *((headings[when], found) for when, found in days.items() if found)]


def _label(meeting: Meeting, *, is_today: bool) -> str:
    starts = timezone.localtime(meeting.starts_at)
    return f"{date_format(starts, 'H:i' if is_today else 'j M H:i')} {meeting.title}"
