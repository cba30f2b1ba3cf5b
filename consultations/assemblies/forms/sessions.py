"""What the secretariat enters at the desk of a session. Each form carries itself out by one verb."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.assemblies.domain import agenda, attendance, minutes, papers, session_recording, sessions
from consultations.assemblies.enums import Outcome, Presence
from consultations.assemblies.forms.many import ManyForm
from consultations.assemblies.models import AgendaItem, Paper, SessionPage, SessionRecording
from consultations.assemblies.presenters.minutes_draft import drafted
from consultations.assemblies.queries import sessions as queries
from consultations.assemblies.queries.bodies import body_of
from consultations.assemblies.writing import MARKS, text_of
from consultations.townhalls.domain.recording import MOST_ADJUSTED
from consultations.townhalls.record.forms import ClockField
from core.forms import AskingForm, DateField, LineField, TextField, look


def reason(label: Any, help_text: Any = "", *, required: bool = True) -> LineField:
    return LineField(
        label=label,
        help_text=help_text,
        required=required,
        error_messages={"required": _("Give a reason")},
        widget=forms.TextInput(),
    )


class SessionForm(AskingForm):
    """A form about a session, or about `row`: an item or a paper of it. `section` is where on the desk one comes back to."""

    section = "agenda"

    def __init__(self, *args: Any, session: SessionPage, row: Any = None, **kwargs: Any) -> None:
        self.session, self.row = session, row
        self.caption = f"{session.title}: {row.title}" if row else session.title
        super().__init__(*args, initial=self.stands(), **kwargs)

    def stands(self) -> dict[str, Any]:
        """Return what is filled in."""
        return {}


class ItemForm(SessionForm):
    title = _("Add an item to the agenda")
    button = _("Save the item")
    row: AgendaItem | None
    name = LineField(label=_("Title"), max_length=200, error_messages={"required": _("Enter a title")})
    text = TextField(
        label=_("What it is about"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    takes = forms.IntegerField(
        label=_("Minutes it takes"),
        help_text=_("When each item begins follows from the order and from this."),
        min_value=1,
        max_value=agenda.LONGEST_ITEM,
        initial=15,
        widget=forms.NumberInput(attrs={"data-width": "3"}),
    )
    blames = "name"

    def stands(self) -> dict[str, Any]:
        if self.row is None:
            return {}
        return {"name": self.row.title, "text": self.row.text, "takes": self.row.takes}

    def stamp(self) -> str | None:
        return agenda.stamp_of_item(self.row) if self.row else None

    def carry_out(self, *, by: User) -> None:
        data = self.cleaned_data
        given: dict[str, Any] = {"title": data["name"], "text": data["text"], "takes": data["takes"], "by": by}
        if self.row is None:
            agenda.add_item(session=self.session, **given)
        else:
            agenda.change_item(item=self.row, after=data["after"], **given)


class MomentForm(SessionForm):
    """A day, filled in with the session's, and a time of day in London."""

    day = DateField(label=_("Day"), error_messages={"required": _("Enter the day")})
    clock = ClockField(
        label=_("Time in London"),
        help_text=_("For example, 14:02:30."),
        max_length=20,
        widget=forms.TextInput(attrs={"data-width": "5"}),
        error_messages={"required": _("Enter the time")},
    )
    blames = "clock"

    def stands(self) -> dict[str, Any]:
        known = self.known()
        local = timezone.localtime(known or self.session.starts_at)
        return {"day": local.date(), "clock": f"{local:%H:%M:%S}" if known else ""}

    def known(self) -> datetime | None:
        raise NotImplementedError

    @property
    def moment(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["clock"]))


class BeganForm(MomentForm):
    title = _("When did it begin?")
    row: AgendaItem

    def known(self) -> datetime | None:
        return self.row.began_at

    def carry_out(self, *, by: User) -> None:
        agenda.begin_item(item=self.row, at=self.moment, by=by)


class RecordingForm(MomentForm):
    title = _("When was the recording started?")
    lede = _(
        "With this, the page of the session says where in the recording each item began. The address of the recording stands "
        "on the session’s page, where editors write it."
    )
    section = "recording"
    adjustment = forms.IntegerField(
        label=_("Seconds to add to each place in the recording"),
        help_text=_("For a recording that was cut: -30 if all is found thirty seconds too late. Else 0."),
        min_value=-MOST_ADJUSTED,
        max_value=MOST_ADJUSTED,
        widget=forms.TextInput(attrs={"data-width": "5"}),
        error_messages={
            "invalid": _("Enter a whole number of seconds, such as 12 or -30"),
            "min_value": _("It must be an hour or less: from -3600 to 3600"),
            "max_value": _("It must be an hour or less: from -3600 to 3600"),
        },
    )

    def stands(self) -> dict[str, Any]:
        self.recording = SessionRecording.objects.filter(session=self.session).first()
        return {**super().stands(), "adjustment": self.recording.adjustment if self.recording else 0}

    def known(self) -> datetime | None:
        return self.recording.started_at if self.recording else None

    def carry_out(self, *, by: User) -> None:
        adjustment = self.cleaned_data["adjustment"]
        session_recording.set_recording(session=self.session, started_at=self.moment, adjustment=adjustment, by=by)


class OutcomeForm(SessionForm):
    title = _("Record the outcome")
    row: AgendaItem
    outcome = look(
        forms.ChoiceField(
            label=_("What came of it?"),
            choices=[one for one in Outcome.choices if one[0] != Outcome.DEFERRED],
            widget=forms.RadioSelect,
            error_messages={"required": _("Select what came of it")},
        ),
        size="m",
    )
    text = look(
        TextField(
            label=_("In the words that were agreed"),
            help_text=_("Needed for advice and for a decision."),
            max_length=2000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 5}),
        ),
        optional=False,
    )
    blames = "text"

    def stands(self) -> dict[str, Any]:
        return {"outcome": self.row.outcome, "text": self.row.outcome_text}

    def stamp(self) -> str:
        return agenda.stamp_of_outcome(self.row)

    def carry_out(self, *, by: User) -> None:
        data = self.cleaned_data
        agenda.conclude(item=self.row, outcome=Outcome(data["outcome"]), text=data["text"], after=data["after"], by=by)


class DeferForm(SessionForm):
    title = _("Defer the item")
    button = _("Defer it")
    lede = _("It is copied to the agenda of the other session. Here it stays, as deferred.")
    row: AgendaItem
    to = forms.ChoiceField(label=_("To which session?"), required=False)
    text = TextField(label=_("Why"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    blames = "to"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(one.pk): one for one in queries.others_ahead(self.session)}
        choices = [("", _("To a session that has no day yet")), *((pk, one.title) for pk, one in self.others.items())]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]

    def carry_out(self, *, by: User) -> None:
        data = self.cleaned_data
        agenda.defer(item=self.row, to=self.others.get(data["to"]), text=data["text"], by=by)


class PaperForm(SessionForm):
    title = _("Write a paper")
    button = _("Save as a draft")
    lede = _(
        "The paper becomes a page that everybody can read, with a screen reader too. Files can’t be attached here yet. Until it "
        "is published the secretariat alone reads it; but once it is late, the public page names its title."
    )
    section = "papers"
    row: Paper | None
    name = LineField(label=_("Title"), max_length=200, error_messages={"required": _("Enter a title")})
    item = forms.ChoiceField(label=_("Item of the agenda"), required=False)
    text = TextField(label=_("Text"), help_text=MARKS, required=False, widget=forms.Textarea(attrs={"rows": 16}))
    blames = "text"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = {str(one.pk): one for one in AgendaItem.objects.filter(session=self.session)}
        choices = [("", _("The whole session")), *((pk, one.title) for pk, one in self.items.items())]
        self.fields["item"].choices = choices  # type: ignore[attr-defined]

    def stands(self) -> dict[str, Any]:
        if self.row is None:
            return {}
        return {
            "name": self.row.title,
            "item": str(self.row.item_id or ""),
            "text": text_of(self.row.text),
        }

    def stamp(self) -> str | None:
        return papers.stamp_of_paper(self.row) if self.row else None

    def carry_out(self, *, by: User) -> None:
        data = self.cleaned_data
        given: dict[str, Any] = {
            "title": data["name"],
            "text": data["text"],
            "item": self.items.get(data["item"]),
            "by": by,
        }
        if self.row is None:
            papers.draft(session=self.session, **given)
        else:
            papers.change(paper=self.row, after=data["after"], **given)


class PublishPaperForm(SessionForm):
    title = _("Publish the paper")
    button = _("Publish")
    lede = _("Everybody can read it from now on. It can’t be changed afterwards, only withdrawn.")
    said = _("The paper is published.")
    section = "papers"
    row: Paper
    late_because = look(
        reason(_("Why does it come late?"), _("Everybody reads this beside the paper."), required=False), optional=False
    )
    blames: str | None = "late_because"

    def stamp(self) -> str:
        return papers.stamp_of_paper(self.row)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if timezone.localdate() <= queries.due_on(self.session, body_of(self.session)):
            del self.fields["late_because"]
            self.blames = None

    def carry_out(self, *, by: User) -> None:
        data = self.cleaned_data
        papers.publish(paper=self.row, late_because=data.get("late_because", ""), after=data["after"], by=by)


class WithdrawPaperForm(SessionForm):
    title = button = _("Withdraw the paper")
    lede = _(
        "Nobody can read its text any more. Of a published paper the title, the day and the reason stay. There is no way back."
    )
    said = _("The paper is withdrawn.")
    section = "papers"
    is_grave = True
    row: Paper
    because = reason(_("Why?"), _("Everybody reads this."))
    blames = "because"

    def carry_out(self, *, by: User) -> None:
        papers.withdraw(paper=self.row, because=self.cleaned_data["because"], by=by)


class CancelForm(SessionForm):
    title = button = _("Cancel the session")
    lede = _("It stays on the page of its body and in calendars, as cancelled, with the reason. There is no way back.")
    said = _("The session is cancelled.")
    section = "state"
    is_grave = True
    because = reason(_("Why?"), _("Everybody reads this."))
    blames = "because"

    def carry_out(self, *, by: User) -> None:
        sessions.change_state(session=self.session, verb="cancel", actor=by, reason=self.cleaned_data["because"])


class AttendanceForm(SessionForm, ManyForm):
    """One choice for each who holds a seat that day. What was not touched stays as somebody else may have recorded it."""

    title = _("Who is there?")
    section = "present"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = queries.presences_of(self.session)
        for term in queries.seated_on(body_of(self.session), self.session.day):
            one = forms.ChoiceField(
                label=term.member.name,
                help_text=term.seat.category.name,
                required=False,
                choices=[("", _("Not recorded")), *Presence.choices],
            )
            self.ask_for(f"member-{term.member_id}", one, there.get(term.member_id, ""))

    marks_optional = False

    def carry_out(self, *, by: User) -> None:
        presences = {
            int(name.partition("-")[2]): Presence(kind) if kind else None for name, kind in self.touched().items()
        }
        attendance.record_attendance(session=self.session, presences=presences, by=by)


class QuorumForm(SessionForm):
    title = button = _("Count the quorum")
    section = "present"
    because = reason(
        _("If there is no quorum: what is done without one, and why?"), _("Everybody reads this."), required=False
    )
    blames = "because"

    def carry_out(self, *, by: User) -> None:
        attendance.count_quorum(session=self.session, reason=self.cleaned_data["because"], by=by)


class MinutesForm(SessionForm):
    """The first version is filled in from the record, each later one with the version before."""

    title = _("Write the minutes")
    button = _("Publish this version")
    lede = _("Every version is public: as a draft until it is agreed. What was published stays.")
    said = _("This version of the minutes is published.")
    section = "minutes"
    text = TextField(
        label=_("Minutes"),
        help_text=MARKS,
        widget=forms.Textarea(attrs={"rows": 24}),
        error_messages={"required": _("Write the minutes")},
    )
    change = LineField(label=_("What changed, and why"), error_messages={"required": _("Say what changed, and why")})
    blames = "text"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.last or self.data.get("after") == "0":  # it was drawn as the first version's, and may be sent twice
            del self.fields["change"]

    def stands(self) -> dict[str, Any]:
        self.last = queries.minutes_of(self.session).first()
        text = text_of(self.last.text) if self.last else drafted(self.session)
        return {"text": text}

    def stamp(self) -> int:
        return self.last.number if self.last else 0

    def carry_out(self, *, by: User) -> None:
        data = self.cleaned_data
        given = {"text": data["text"], "change": data.get("change", ""), "after": data["after"] or 0}
        minutes.write(session=self.session, by=by, **given)


def agreed_on(**more: Any) -> DateField:
    return DateField(
        label=_("Day on which they were agreed"),
        help_text=_("For example, 27 3 2026."),
        error_messages={"required": _("Enter the day on which they were agreed")},
        **more,
    )


class AgreeForm(SessionForm):
    title = _("Record that the minutes were agreed")
    lede = _("The last version is the agreed one from now on. Later corrections are versions of their own.")
    button = _("They were agreed")
    said = _("The minutes are agreed.")
    section = "minutes"
    on = agreed_on()
    blames = "on"

    def stamp(self) -> int:
        last = queries.minutes_of(self.session).first()
        return last.number if last else 0

    def carry_out(self, *, by: User) -> None:
        data = self.cleaned_data
        minutes.agree(session=self.session, on=data["on"], after=data["after"] or 0, by=by)


class CorrectForm(MinutesForm):
    title = _("Correct the agreed minutes")
    lede = _("The versions before stay, and everybody can see what changed.")
    on = agreed_on(not_after=timezone.localdate, initial=timezone.localdate)

    def carry_out(self, *, by: User) -> None:
        data = self.cleaned_data
        minutes.correct(
            session=self.session,
            text=data["text"],
            change=data.get("change", ""),
            on=data["on"],
            after=data["after"] or 0,
            by=by,
        )


OF_SESSION: dict[str, type[SessionForm]] = {
    "item": ItemForm,
    "paper": PaperForm,
    "attendance": AttendanceForm,
    "quorum": QuorumForm,
    "minutes": MinutesForm,
    "agree": AgreeForm,
    "correct": CorrectForm,
    "recording": RecordingForm,
    "cancel": CancelForm,
}
OF_ITEM: dict[str, type[SessionForm]] = {
    "change": ItemForm,
    "began": BeganForm,
    "outcome": OutcomeForm,
    "defer": DeferForm,
}
OF_PAPER: dict[str, type[SessionForm]] = {
    "change": PaperForm,
    "publish": PublishPaperForm,
    "withdraw": WithdrawPaperForm,
}
