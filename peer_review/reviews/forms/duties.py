"""The timetable is laid out, changed with a reason, and what was done is noted."""

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from core.forms import AskingForm, DateField, LineField, TextField, look
from core.stamps import stamp_of
from core.templatetags.moments import plain_day
from peer_review.reviews.domain import duties as verbs
from peer_review.reviews.models import Duty, Review
from peer_review.reviews.working_days import days_off_between

# No review is planned further away. What follows from a day near the end of all calendars could not be worked out.
PLANNED_WITHIN = relativedelta(years=10)


def earliest() -> date:
    return timezone.localdate() - PLANNED_WITHIN


def latest() -> date:
    return timezone.localdate() + PLANNED_WITHIN


def day_field(label: Any, missing: Any) -> DateField:
    return DateField(label=label, not_before=earliest, not_after=latest, error_messages={"required": missing})


class DaysForm(AskingForm):
    """The days on site, from which everything else follows."""

    title = _("Days on site")
    lede = _("All that is due before and after follows from these two days. Days that were changed by hand stay.")
    said: Any = _("The timetable is laid out.")
    blames = "last"
    first = day_field(_("First day on site"), _("Enter the first day on site"))
    last = day_field(_("Last day on site"), _("Enter the last day on site"))
    # Asked for as soon as one of the days is another.
    reason = look(LineField(label=_("Why the days are changed"), max_length=300, required=False), optional=False)

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        self.review, self.caption = review, review.caption
        initial = {"first": review.on_site_from, "last": review.on_site_to} if review.on_site_from else {}
        super().__init__(*args, initial=initial, **kwargs)
        if not review.on_site_from:
            del self.fields["reason"]

    def stamp(self) -> str:
        return verbs.stamp_of_days(self.review)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if self.review.on_site_from and self.has_changed() and not told.get("reason"):
            self.add_error("reason", _("Say why the days are changed"))
        return told

    def carry_out(self, *, by: User) -> None:
        told = self.cleaned_data
        verbs.set_days(
            review=self.review,
            first=told["first"],
            last=told["last"],
            reason=told.get("reason", ""),
            after=told["after"],
            by=by,
        )
        if off := days_off_between(told["first"], told["last"]):
            days = ", ".join(map(plain_day, off))
            words = ngettext(
                "Not a working day in England and Wales: %(days)s.",
                "Not working days in England and Wales: %(days)s.",
                len(off),
            )
            self.said = f"{self.said} {words % {'days': days}}"


class _DutyForm(AskingForm):
    def __init__(self, *args: Any, duty: Duty, **kwargs: Any) -> None:
        self.duty, self.caption = duty, f"{duty.review.reference} · {duty.get_kind_display()}"
        super().__init__(*args, **kwargs)


class ChangeDayForm(_DutyForm):
    title = _("Change the day")
    said = _("The day is saved.")
    blames = "due_on"
    due_on = day_field(_("Due on"), _("Enter a day"))
    reason = look(
        LineField(
            label=_("Why the day is changed"),
            max_length=300,
            required=False,
            help_text=_("Everybody inside the review reads it. The day that the rule gives needs no reason."),
        ),
        optional=False,
    )

    def __init__(self, *args: Any, duty: Duty, **kwargs: Any) -> None:
        super().__init__(*args, duty=duty, initial={"due_on": duty.due_on, "reason": duty.reason}, **kwargs)

    def stamp(self) -> str:
        return stamp_of(str(self.duty.due_on), self.duty.reason)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("due_on") and told["due_on"] != self.duty.by_rule and not told.get("reason"):
            self.add_error("reason", _("Say why the day is changed"))
        return told

    def carry_out(self, *, by: User) -> None:
        told = self.cleaned_data
        verbs.change_day(duty=self.duty, due_on=told["due_on"], reason=told["reason"], after=told["after"], by=by)


class DoneForm(_DutyForm):
    title = _("Note that it was done")
    said = _("It is noted.")
    blames = "on"
    on = DateField(label=_("Done on"), not_after=timezone.localdate, error_messages={"required": _("Enter a day")})

    def __init__(self, *args: Any, duty: Duty, **kwargs: Any) -> None:
        super().__init__(*args, duty=duty, initial={"on": timezone.localdate()}, **kwargs)

    def carry_out(self, *, by: User) -> None:
        verbs.done_by_hand(duty=self.duty, on=self.cleaned_data["on"], by=by)


class LateForm(_DutyForm):
    title = _("Say why it is late")
    lede = _("Everybody reads your reason on the public page of the review.")
    said = _("Your reason is published.")
    button = _("Publish the reason")
    blames = "because"
    because = TextField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Enter a reason")},
    )

    def __init__(self, *args: Any, duty: Duty, **kwargs: Any) -> None:
        super().__init__(*args, duty=duty, initial={"because": duty.late_because}, **kwargs)

    def stamp(self) -> str:
        return stamp_of(self.duty.late_because)

    def carry_out(self, *, by: User) -> None:
        told = self.cleaned_data
        verbs.say_why_late(duty=self.duty, because=told["because"], after=told["after"], by=by)


FORMS: dict[str, type[_DutyForm]] = {"day": ChangeDayForm, "done": DoneForm, "late": LateForm}
