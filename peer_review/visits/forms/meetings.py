"""What planners say of rooms, meetings and who is heard."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import AskingForm, DateField, LineField, ManyField, OneOf, TextField, look
from peer_review.frameworks.models import Line
from peer_review.reviews.models import Review
from peer_review.teams.models import Member
from peer_review.visits.domain import attendees as people
from peer_review.visits.domain import meetings as verbs
from peer_review.visits.enums import Group, MeetingKind
from peer_review.visits.models import Meeting, Room, Slot
from peer_review.visits.queries.meetings import known_team


class ClockField(forms.TimeField):
    """A time of day, typed as 9:30, 09.30 or 0930."""

    def __init__(self, *, missing: Any, **kwargs: Any) -> None:
        super().__init__(
            input_formats=["%H:%M", "%H.%M", "%H%M"],
            widget=forms.TimeInput(format="%H:%M", attrs={"data-width": "4"}),
            help_text=_("For example, 09:30."),
            error_messages={"required": missing, "invalid": _("Enter a time, like 09:30")},
            **kwargs,
        )


class PeersField(ManyField):
    def label_from_instance(self, obj: Member) -> str:
        return obj.peer.name


class LinesField(ManyField):
    def label_from_instance(self, obj: Line) -> str:
        return f"{obj.code} {obj.title}"


class RoomForm(AskingForm):
    title = _("Room or link")
    said = _("The room is saved.")
    blames = "name"
    name = LineField(
        label=_("Name"),
        help_text=_("As it stands in the timetable."),
        max_length=80,
        error_messages={"required": _("Enter a name")},
    )
    place = LineField(label=_("Where is it?"), required=False, max_length=200)
    link = forms.URLField(label=_("Link to join"), required=False, assume_scheme="https")

    def __init__(self, data: Any = None, *, review: Review, room: Room | None = None) -> None:
        self.review, self.room = review, room
        initial = {"name": room.name, "place": room.place, "link": room.link} if room else {}
        super().__init__(data, initial=initial)
        self.caption = review.caption

    def stamp(self) -> str | None:
        return verbs.stamp_of_room(self.room) if self.room else None

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("place") and not data.get("link") and not self.errors:
            self.add_error("place", _("Enter where it is, or a link to join"))
        return data

    def carry_out(self, *, by: User) -> None:
        verbs.save_room(review=self.review, room=self.room, by=by, **self.cleaned_data)


class MeetingForm(AskingForm):
    said = _("The meeting is saved.")
    kind = look(
        OneOf(
            MeetingKind,
            label=_("Kind"),
            initial=MeetingKind.INTERVIEW,
            missing=_("Select what kind of meeting it is"),
        ),
        option_hints={MeetingKind.TEAM: _("All of the team is there.")},
    )
    called = LineField(
        label=_("Title"),
        help_text=_("All of the team reads it, so name nobody: “Ward sisters”, not who they are."),
        max_length=160,
        error_messages={"required": _("Enter a title")},
    )
    about = TextField(
        label=_("What is it about?"),
        help_text=_("Read by those who hold it and those who plan."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    day = DateField(label=_("Day"), error_messages={"required": _("Enter the day")})
    begins = ClockField(label=_("Begins"), missing=_("Enter when it begins"))
    ends = ClockField(label=_("Ends"), missing=_("Enter when it ends"))
    room = forms.ModelChoiceField(
        label=_("Room"), queryset=Room.objects.none(), required=False, empty_label=_("None yet")
    )
    members = look(
        PeersField(
            label=_("Peers who hold it"),
            help_text=_("Two, so that one asks and one writes."),
            queryset=Member.objects.none(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
        small=True,
    )
    few_because = LineField(
        label=_("Why fewer than two peers?"), help_text=_("Only where that is meant."), required=False, max_length=300
    )
    lines = look(
        LinesField(
            label=_("Lines of enquiry"),
            queryset=Line.objects.none(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
        small=True,
    )

    def __init__(self, data: Any = None, *, review: Review, by: User, meeting: Meeting | None = None) -> None:
        self.review, self.meeting = review, meeting
        super().__init__(data, initial=_of(meeting) if meeting else {"day": review.on_site_from})
        self.title = _now("Change the meeting") if meeting else _now("Plan a meeting")
        self.caption = review.caption
        self._choices("room", Room.objects.filter(review=review))
        self._team = known_team(review, by)
        self._choices("members", self._team)
        rows = Line.objects.filter(theme__version=review.framework_version_id).select_related("theme")
        self._choices("lines", rows.order_by("theme__position", "position"))

    def _choices(self, name: str, rows: QuerySet[Any]) -> None:
        cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = rows

    def stamp(self) -> int | None:
        return self.meeting.revision if self.meeting else None

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("begins") and data.get("ends") and data["ends"] <= data["begins"]:
            self.add_error("ends", _("It must end after it begins"))
        return data

    def _not_shown(self) -> list[Member]:
        """Return who holds the meeting and is no choice for whoever fills this in: they stay."""
        return list(self.meeting.members.exclude(pk__in=self._team.values("pk"))) if self.meeting else []

    def carry_out(self, *, by: User) -> None:
        given = self.cleaned_data
        verbs.save_meeting(
            review=self.review,
            meeting=self.meeting,
            members=[*given["members"], *self._not_shown()],
            lines=list(given["lines"]),
            by=by,
            read=given.get("after"),
            starts_at=verbs.moment_of(given["day"], given["begins"]),
            ends_at=verbs.moment_of(given["day"], given["ends"]),
            title=given["called"],
            **{name: given[name] for name in ("kind", "about", "room", "few_because")},
        )


def _of(meeting: Meeting) -> dict[str, Any]:
    begins, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    return {
        "kind": meeting.kind,
        "called": meeting.title,
        "about": meeting.about,
        "day": begins.date(),
        "begins": begins.time(),
        "ends": ends.time(),
        "room": meeting.room_id,
        "members": list(meeting.members.values_list("pk", flat=True)),
        "few_because": meeting.few_because,
        "lines": list(meeting.lines.values_list("pk", flat=True)),
    }


class CancelForm(AskingForm):
    title = _("Cancel the meeting")
    button = _("Cancel it")
    is_grave = True
    said = _("The meeting is cancelled. Those who were told of it get an email.")
    blames = "reason"
    reason = LineField(
        label=_("Reason"),
        help_text=_("Those who were to come read it."),
        max_length=300,
        error_messages={"required": _("Enter the reason")},
    )

    def __init__(self, data: Any = None, *, meeting: Meeting) -> None:
        self.meeting = meeting
        super().__init__(data)
        self.caption = meeting.title

    def carry_out(self, *, by: User) -> None:
        verbs.cancel_meeting(meeting=self.meeting, reason=self.cleaned_data["reason"], by=by)


class AttendeeForm(AskingForm):
    title = _("Who is heard?")
    button = _("Add")
    said = _("They are in the meeting. They get an email when you tell those who are heard.")
    blames = "name"
    name = LineField(label=_("Name"), max_length=120, error_messages={"required": _("Enter a name")})
    email = forms.EmailField(
        label=_("Email address"),
        help_text=_("Without one they get no link, and you tell them yourself."),
        required=False,
    )
    role = LineField(label=_("Role"), required=False, max_length=120)
    organisation = LineField(label=_("Organisation"), required=False, max_length=200)
    group = look(
        OneOf(
            Group,
            label=_("Group"),
            help_text=_("All that notes and the report ever say of them."),
            missing=_("Select a group"),
        ),
        small=True,
    )

    def __init__(self, data: Any = None, *, meeting: Meeting) -> None:
        self.meeting = meeting
        super().__init__(data)
        self.caption = meeting.title

    def carry_out(self, *, by: User) -> None:
        people.add_attendee(meeting=self.meeting, by=by, **self.cleaned_data)


class DropForm(AskingForm):
    title = _("Take somebody out of a meeting")
    button = _("Take out")
    is_grave = True
    said = _("They are taken out. If they were told to come, they get an email.")

    def __init__(self, data: Any = None, *, slot: Slot) -> None:
        self.slot = slot
        super().__init__(data)
        self.caption = slot.meeting.title
        self.lede = slot.attendee.name

    def carry_out(self, *, by: User) -> None:
        people.drop_attendee(slot=self.slot, by=by)
