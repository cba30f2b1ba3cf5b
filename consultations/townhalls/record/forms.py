"""When the recording was started, and when a point of the agenda began: a day and a time of London each."""

import re
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.townhalls.domain import recording
from consultations.townhalls.models import AgendaItem, Recording, TownHallPage
from core.forms import AskingForm, DateField, LineField

CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)(?:[:.]([0-5]\d))?")


class ClockField(LineField):
    """A time of day with its seconds, or without. Returns a time."""

    def clean(self, value: Any) -> time:
        match = CLOCK.fullmatch(super().clean(value))
        if match is None:
            raise forms.ValidationError(_("Enter a time such as 14:02 or 14:02:30"))
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return time(hours, minutes, seconds)


class MomentForm(AskingForm):
    """A day, filled in with the town hall's, and a time of day."""

    title = _("When did it begin?")
    said = ""
    blames = "at"

    day = DateField(label=_("Day"), error_messages={"required": _("Enter the day")})
    at = ClockField(
        label=_("Time in London"),
        help_text=_("For example, 14:02:30."),
        max_length=20,
        widget=forms.TextInput(attrs={"data-width": "5"}),
        error_messages={"required": _("Enter the time")},
    )

    def __init__(self, *args: Any, moment: datetime, knows_the_time: bool, **kwargs: Any) -> None:
        local = timezone.localtime(moment)
        initial = {"day": local.date(), "at": f"{local:%H:%M:%S}" if knows_the_time else ""}
        super().__init__(*args, initial={**initial, **kwargs.pop("initial", {})}, **kwargs)

    @property
    def moment(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["at"]))


class RecordingForm(MomentForm):
    """The clock of the recording. `carry_out` raises Refused for a time at which there was no town hall."""

    adjustment = forms.IntegerField(
        label=_("Seconds to add to each place in the recording"),
        help_text=_(
            "For a recording that was cut or set going late: -30 if all is found thirty seconds too late. Else 0."
        ),
        min_value=-recording.MOST_ADJUSTED,
        max_value=recording.MOST_ADJUSTED,
        widget=forms.TextInput(attrs={"data-width": "5", "inputmode": "text"}),
        error_messages={
            "required": _("Enter how many seconds, or 0"),
            "invalid": _("Enter a whole number of seconds, such as 12 or -30"),
            "min_value": _("It must be an hour or less: from -3600 to 3600"),
            "max_value": _("It must be an hour or less: from -3600 to 3600"),
        },
    )

    field_order = ("day", "at", "adjustment")

    def __init__(self, *args: Any, hall: TownHallPage, **kwargs: Any) -> None:
        self.hall = hall
        stands = Recording.objects.filter(town_hall=hall).first()
        super().__init__(
            *args,
            moment=stands.started_at if stands else hall.starts_at,
            knows_the_time=stands is not None,
            initial={"adjustment": stands.adjustment if stands else 0},
            **kwargs,
        )

    def carry_out(self, *, by: User) -> None:
        recording.set_recording(
            hall=self.hall, started_at=self.moment, adjustment=self.cleaned_data["adjustment"], by=by
        )


class BeginningForm(MomentForm):
    """When a point of the agenda began. `carry_out` raises Refused for a time at which there was no town hall."""

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        self.item, self.caption = item, item.title
        super().__init__(*args, moment=item.town_hall.starts_at, knows_the_time=False, **kwargs)

    def carry_out(self, *, by: User) -> None:
        recording.begin(item=self.item, by=by, at=self.moment)
