"""What the secretariat writes on the advice register: advice, a reply, an outcome, another day, a withdrawal."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.assemblies.domain import advice as verbs
from consultations.assemblies.enums import Horizon
from consultations.assemblies.models import Advice, AgendaItem, BodyPage, Member, SessionPage
from core.forms import AskingForm, DateField, LineField, ManyField, OneOf, TextField, look

SOURCE = re.compile(r"[A-Z]{1,6}\d*-\d+")
MOST_SOURCES = 50


def _text(label: Any, limit: int, required: Any, rows: int = 6, hint: Any = "") -> TextField:
    widget = forms.Textarea(attrs={"rows": rows})
    return TextField(
        label=label, max_length=limit, widget=widget, help_text=hint, error_messages={"required": required}
    )


class GiveForm(AskingForm):
    title = _("Give advice")
    said = _("The advice is published. It stands in the register.")
    button = _("Publish the advice")
    name = LineField(label=_("Title"), max_length=200, error_messages={"required": _("Enter a title")})
    text = _text(_("The advice"), 5000, _("Enter the advice"))
    horizon = look(OneOf(Horizon, label=_("Horizon"), initial=Horizon.SHORT), inline=True)
    asked = LineField(
        label=_("Who is asked to reply?"), max_length=200, error_messages={"required": _("Enter who is asked to reply")}
    )
    given_on = DateField(label=_("Day it was given"), not_after=timezone.localdate)
    reply_due = DateField(
        label=_("Reply due"), error_messages={"required": _("Enter the day on which the reply is due")}
    )
    item = forms.ModelChoiceField(
        label=_("Item of a session that it came from"),
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label=_("None"),
    )
    people = look(
        ManyField(
            label=_("Members who stand behind it"),
            queryset=Member.objects.none(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
        small=True,
    )
    sources = TextField(
        label=_("References of the evidence it rests on"),
        help_text=_("One a line, such as CFE1-0042 or Q-12. Each is shown once it is public, and not before."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, body: BodyPage, **kwargs: Any) -> None:
        super().__init__(*args, initial={"given_on": timezone.localdate(), **kwargs.pop("initial", {})}, **kwargs)
        self.body, self.caption = body, body.title
        sessions = SessionPage.objects.child_of(body)
        items = AgendaItem.objects.filter(session__in=sessions).select_related("session")
        field: Any = self.fields["item"]
        field.queryset = items.order_by("-session__starts_at", "position")
        field.label_from_instance = lambda one: f"{one.session.title}: {one.title}"
        people: Any = self.fields["people"]
        people.queryset = Member.objects.filter(terms__seat__category__body=body).distinct()

    def clean_sources(self) -> list[str]:
        found = self.cleaned_data["sources"].upper().replace(",", " ").split()
        wrong = [one for one in found if not SOURCE.fullmatch(one)]
        if wrong:
            raise ValidationError(
                _now("Enter references such as CFE1-0042: %(this)s is none"), params={"this": wrong[0]}
            )
        if len(found) > MOST_SOURCES:
            raise ValidationError(_now("Enter 50 references or fewer"))
        return found

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        given, due = told.get("given_on"), told.get("reply_due")
        if given and due and due < given:
            self.add_error(
                "reply_due", ValidationError(_now("Reply due must be the same as or after the day it was given"), "day")
            )
        return told

    def carry_out(self, *, by: User) -> None:
        told = dict(self.cleaned_data)
        given = verbs.Given(title=told.pop("name"), **told)
        verbs.give(body=self.body, given=given, by=by)


class AdviceForm(AskingForm):
    """What is done to advice that stands in the register."""

    def __init__(self, *args: Any, advice: Advice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.advice = advice
        self.caption = f"{advice.reference} {advice.title}"


class ReplyForm(AdviceForm):
    title = button = _("Publish the reply")
    said = _("The reply is published.")
    who = LineField(label=_("Who replied"), max_length=200, error_messages={"required": _("Enter who replied")})
    text = _text(_("The reply"), 10_000, _("Enter the reply"), rows=10)
    received_on = DateField(label=_("Day it came"), not_after=timezone.localdate)

    def __init__(self, *args: Any, advice: Advice, **kwargs: Any) -> None:
        initial = {"who": advice.asked, "received_on": timezone.localdate()}
        super().__init__(*args, advice=advice, initial=initial, **kwargs)

    def carry_out(self, *, by: User) -> None:
        verbs.publish_reply(advice=self.advice, by=by, **self.cleaned_data)


class OutcomeForm(AdviceForm):
    title = button = _("Record the outcome")
    said = _("The outcome is recorded. Everybody reads it.")
    outcome = _text(
        _("What came of it"),
        2000,
        _("Enter what came of it"),
        hint=_("The register shows it, and that no more is awaited."),
    )
    outcome_on = DateField(label=_("Day of the outcome"), not_after=timezone.localdate)

    def carry_out(self, *, by: User) -> None:
        verbs.conclude(advice=self.advice, by=by, **self.cleaned_data)


class DueForm(AdviceForm):
    title = button = _("Move the day to reply")
    said = _("The day to reply is moved. Everybody reads why.")
    due = DateField(label=_("New day to reply"))
    because = LineField(
        label=_("Why?"),
        help_text=_("Everybody reads this, beside the day that was set before."),
        max_length=300,
        error_messages={"required": _("Enter why the day is moved")},
    )

    def carry_out(self, *, by: User) -> None:
        verbs.move_reply_due(advice=self.advice, by=by, **self.cleaned_data)


class WithdrawForm(AdviceForm):
    title = button = _("Withdraw the advice")
    said = _("The advice is withdrawn. It stays in the register, with the reason.")
    is_grave = True
    because = LineField(
        label=_("Why?"),
        help_text=_("It stays in the register, as withdrawn, with this reason. It can’t be undone."),
        max_length=300,
        error_messages={"required": _("Enter why it is withdrawn")},
    )

    def carry_out(self, *, by: User) -> None:
        verbs.withdraw(advice=self.advice, by=by, **self.cleaned_data)


FORMS: dict[str, type[AdviceForm]] = {
    "reply": ReplyForm,
    "outcome": OutcomeForm,
    "due": DueForm,
    "withdraw": WithdrawForm,
}
