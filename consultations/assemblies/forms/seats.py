"""What the secretariat says of seats, terms and members."""

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.assemblies.domain import members, seats
from consultations.assemblies.domain.terms_of_reference import publish_terms_of_reference
from consultations.assemblies.enums import Capacity
from consultations.assemblies.models import BodyPage, Member, Seat, SeatCategory, Term
from consultations.assemblies.writing import MARKS, html_of, text_of
from core.forms import AskingForm, DateField, Form, LineField, OneOf, TextField, look
from organisations.forms import OrganisationChoice, body_and_name

MOST_SEATS = 200


class DayForm(Form):
    """Which day of a body's history is shown."""

    marks_optional = False
    on = forms.DateField(
        label=_("Day"),
        help_text=_("For example, 2026-03-27."),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "data-width": "10"}),
        error_messages={"required": _("Enter a day"), "invalid": _("Enter a day, such as 2026-03-27")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": timezone.localdate()}, **kwargs)


class CategoryForm(AskingForm):
    """A category of seats: a new one, or another name or quota."""

    title = _("Category of seats")
    button = _("Save")
    said = _("The category is saved.")
    blames = "name"
    name = LineField(
        label=_("Whom are these seats for?"),
        max_length=100,
        error_messages={
            "required": _("Enter whom these seats are for"),
            "max_length": _("It must be 100 characters or fewer"),
        },
    )
    quota = forms.IntegerField(
        label=_("Quota"),
        help_text=_("How many of the body’s seats are meant to be theirs."),
        min_value=0,
        max_value=MOST_SEATS,
        widget=forms.NumberInput(attrs={"data-width": "3"}),
        error_messages={"required": _("Enter the quota"), "invalid": _("Quota must be a whole number")},
    )

    def __init__(self, data: Any = None, *, body: BodyPage, category: SeatCategory | None = None) -> None:
        self.body, self.category = body, category
        initial = {"name": category.name, "quota": category.quota} if category else {}
        super().__init__(data, initial=initial)
        self.caption = body.title

    def carry_out(self, *, by: User) -> None:
        if self.category:
            seats.change_category(category=self.category, by=by, **self.cleaned_data)
        else:
            seats.add_category(body=self.body, by=by, **self.cleaned_data)


class SeatsForm(AskingForm):
    title = _("Add seats")
    button = _("Add")
    said = _("The seats are added. Each is vacant.")
    blames = "count"
    count = forms.IntegerField(
        label=_("How many?"),
        min_value=1,
        max_value=seats.AT_ONCE,
        initial=1,
        widget=forms.NumberInput(attrs={"data-width": "2"}),
        error_messages={"required": _("Enter how many"), "invalid": _("It must be a whole number")},
    )

    there = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, category: SeatCategory) -> None:
        self.category = category
        super().__init__(data, initial={"there": category.seats.count()})
        self.caption = category.name

    def carry_out(self, *, by: User) -> None:
        seats.add_seats(category=self.category, by=by, **self.cleaned_data)


class VacancyForm(AskingForm):
    title = _("How to apply")
    button = _("Publish")
    said = _("The vacancy is saved.")
    blames = "how_to_apply"
    how_to_apply = TextField(
        label=_("How do people apply?"),
        help_text=_("Everybody reads this on the body’s page. Leave it empty to take it off."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": _("How people apply must be 1,000 characters or fewer")},
    )
    apply_by = DateField(label=_("Last day to apply"), required=False, not_before=timezone.localdate)

    def __init__(self, data: Any = None, *, seat: Seat) -> None:
        self.seat = seat
        super().__init__(data, initial={"how_to_apply": seat.how_to_apply, "apply_by": seat.apply_by})
        self.caption = seat_in_words(seat)

    def carry_out(self, *, by: User) -> None:
        seats.describe_vacancy(seat=self.seat, by=by, **self.cleaned_data)


class AppointForm(AskingForm):
    """Who holds a seat from now on: somebody known, or somebody new."""

    title = _("Appoint somebody")
    button = _("Appoint")
    said = _("The seat is given. Everybody sees it.")
    blames = "begins_on"
    scripts = ("js/combobox.js",)
    member = forms.ModelChoiceField(
        label=_("Somebody who sits or sat on a body"),
        queryset=Member.objects.none(),
        required=False,
        empty_label=_("Somebody new"),
    )
    name = LineField(
        label=_("Name of somebody new"),
        help_text=_("As they agreed to be named in public."),
        required=False,
        max_length=150,
        error_messages={"max_length": _("Name must be 150 characters or fewer")},
    )
    post = LineField(
        label=_("Post or role of somebody new"),
        required=False,
        max_length=200,
        error_messages={"max_length": _("Post or role must be 200 characters or fewer")},
    )
    begins_on = DateField(label=_("First day"), error_messages={"required": _("Enter the first day")})
    ends_on = DateField(label=_("Last day"), help_text=_("Leave it empty as long as no end is set."), required=False)
    capacity = look(
        OneOf(Capacity, label=_("They serve"), initial=Capacity.PERSONAL, missing=_("Select how they serve"))
    )
    organisation = OrganisationChoice(
        label=_("Organisation"), help_text=_("If they serve for one. As it is called now."), required=False
    )
    is_co_chair = forms.BooleanField(label=_("They are a co-chair"), required=False)

    def __init__(self, data: Any = None, *, seat: Seat) -> None:
        self.seat = seat
        super().__init__(data)
        cast("forms.ModelChoiceField[Member]", self.fields["member"]).queryset = Member.objects.all()
        self.caption = seat_in_words(seat)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("member") and not data.get("name") and "name" not in self.errors:
            self.add_error("name", _("Choose somebody from the list, or enter a name"))
        if data.get("member") and data.get("name"):
            self.add_error("name", _("Choose somebody from the list or enter a name, not both"))
        first, last = data.get("begins_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day must not be before the first"))
        self._clean_capacity(data)
        return data

    def _clean_capacity(self, data: dict[str, Any]) -> None:
        if "organisation" in self.errors:
            return
        serves_one, named = data.get("capacity") == Capacity.ORGANISATION, data.get("organisation")
        if serves_one and not named:
            self.add_error("organisation", _("Choose the organisation they serve for, or type its name"))
        if named and data.get("capacity") == Capacity.PERSONAL:
            self.add_error("organisation", _("Leave it empty for somebody who serves in a personal capacity"))

    def carry_out(self, *, by: User) -> None:
        given = self.cleaned_data
        term = {
            "seat": self.seat,
            "begins_on": given["begins_on"],
            "ends_on": given["ends_on"],
            "capacity": given["capacity"],
            **body_and_name(given["organisation"]),
            "is_co_chair": given["is_co_chair"],
            "by": by,
        }
        if given["member"]:
            seats.appoint(member=given["member"], **term)
        else:
            seats.appoint_somebody_new(name=given["name"], post=given["post"], **term)


class EndTermForm(AskingForm):
    title = _("End a term")
    button = _("End the term")
    said = _("The last day is set. The term stays in the history of the seat.")
    blames = "ends_on"
    ends_on = DateField(label=_("Last day"), error_messages={"required": _("Enter the last day")})
    reason = LineField(
        label=_("Why does it end?"),
        help_text=_("Everybody reads this in the history of the seat. Such as: stepped down."),
        max_length=300,
        error_messages={"required": _("Enter why it ends"), "max_length": _("Why must be 300 characters or fewer")},
    )

    def __init__(self, data: Any = None, *, term: Term) -> None:
        self.term = term
        super().__init__(data, initial={"ends_on": timezone.localdate()})
        self.caption = f"{term.member.name}: {seat_in_words(term.seat)}"

    def carry_out(self, *, by: User) -> None:
        seats.end_term(term=self.term, by=by, **self.cleaned_data)


class MemberForm(AskingForm):
    """What everybody reads of a member."""

    title = _("Name and post")
    button = _("Save")
    said = _("What is said of the member is saved.")
    name = LineField(
        label=_("Name"),
        help_text=_("As they agreed to be named in public."),
        max_length=150,
        error_messages={"required": _("Enter the name"), "max_length": _("Name must be 150 characters or fewer")},
    )
    post = LineField(
        label=_("Post or role"),
        required=False,
        max_length=200,
        error_messages={"max_length": _("Post or role must be 200 characters or fewer")},
    )
    biography = TextField(
        label=_("A few sentences about them"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": _("It must be 1,000 characters or fewer")},
    )

    def __init__(self, data: Any = None, *, member: Member) -> None:
        self.member = member
        super().__init__(data, initial={"name": member.name, "post": member.post, "biography": member.biography})
        self.caption = member.name

    def stamp(self) -> str:
        return members.stamp_of_member(self.member)

    def carry_out(self, *, by: User) -> None:
        members.change_member(member=self.member, by=by, **self.cleaned_data)


class AccountForm(AskingForm):
    """With which account a member comes in."""

    title = _("Account")
    button = _("Save")
    said = _("The account is saved.")
    blames = "email"
    email = forms.EmailField(
        label=_("Email address of their account"),
        help_text=_("It is never shown to the public. Leave it empty, and nobody comes in as this member."),
        required=False,
        error_messages={"invalid": _("Enter an email address in the right format, like name@example.com")},
    )

    def __init__(self, data: Any = None, *, member: Member, account: str = "") -> None:
        self.member = member
        super().__init__(data, initial={"email": account})
        self.caption = member.name

    def clean_email(self) -> User | None:
        email = self.cleaned_data["email"]
        user = User.objects.filter(email__iexact=email, is_active=True).first() if email else None
        if email and user is None:
            raise forms.ValidationError(_("No account has this address. Ask them to make one first"))
        return user

    def carry_out(self, *, by: User) -> None:
        members.link_account(member=self.member, user=self.cleaned_data["email"], by=by)


class TermsOfReferenceForm(AskingForm):
    """The next version, begun from the words of the last."""

    title = _("Terms of reference")
    button = _("Publish this version")
    said = _("The version is published. The ones before can still be read.")
    blames = "text"
    text = TextField(
        label=_("The terms of reference"),
        help_text=format_lazy("{} {}", _("Number its parts as people will cite them."), MARKS),
        widget=forms.Textarea(attrs={"rows": 20}),
        max_length=50_000,
        error_messages={
            "required": _("Enter the terms of reference"),
            "max_length": _("The terms of reference must be 50,000 characters or fewer"),
        },
    )
    change = LineField(
        label=_("What changed, and why?"),
        max_length=300,
        error_messages={
            "required": _("Enter what changed, and why"),
            "max_length": _("What changed must be 300 characters or fewer"),
        },
    )
    adopted_on = DateField(
        label=_("Adopted on"),
        not_after=timezone.localdate,
        error_messages={"required": _("Enter the day they were adopted")},
    )

    def __init__(self, data: Any = None, *, body: BodyPage) -> None:
        self.body = body
        self.before = body.terms_of_reference.order_by("-number").first()
        super().__init__(data, initial={"text": text_of(self.before.text)} if self.before else {})
        self.caption = body.title
        # What was drawn as the first version's may be sent twice.
        if self.before is None or self.data.get("after") == "0":
            del self.fields["change"]

    def stamp(self) -> int:
        return self.before.number if self.before else 0

    def carry_out(self, *, by: User) -> None:
        publish_terms_of_reference(
            body=self.body,
            text=str(html_of(self.cleaned_data["text"])),
            change=self.cleaned_data.get("change", ""),
            adopted_on=self.cleaned_data["adopted_on"],
            after=self.cleaned_data["after"],
            by=by,
        )


def seat_in_words(seat: Seat) -> str:
    return _now("%(category)s, seat %(number)d") % {"category": seat.category.name, "number": seat.number}
