"""Hosts are named, and people of theirs are asked in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import AskingForm, LineField, look
from peer_review.reviews.domain import hosts as verbs
from peer_review.reviews.forms.reviews import RegisterChoice
from peer_review.reviews.models import Host, HostPerson, Review

COLLEAGUE, OBSERVER = "colleague", "observer"


class _PersonForm(AskingForm):
    """A name and an address."""

    blames = "email"
    name = LineField(label=_("Name"), max_length=120, error_messages={"required": _("Enter a name")})
    email = forms.EmailField(label=_("Email address"), error_messages={"required": _("Enter an email address")})

    def invited(self) -> verbs.Invited:
        return verbs.Invited(name=self.cleaned_data["name"], email=self.cleaned_data["email"])


class AddHostForm(_PersonForm):
    title = _("Add a host")
    lede = _("Each host organisation has a lead. They get an email with a link, and sign in or sign up there.")
    button = _("Add the host and invite its lead")
    said = _("The host is added, and its lead is invited.")
    blames = "organisation"
    scripts = ("js/combobox.js",)
    field_order = ("organisation", "name", "email")
    organisation = RegisterChoice(label=_("Host organisation"))

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        self.review, self.caption = review, review.caption
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of its lead")
        self.fields["email"].label = _("Email address of its lead")

    def carry_out(self, *, by: User) -> None:
        organisation = self.cleaned_data["organisation"]
        verbs.add_host(review=self.review, organisation=organisation, lead=self.invited(), by=by)


class InviteForm(_PersonForm):
    title = _("Invite somebody")
    button = _("Send the invitation")
    said = _("The invitation is on its way.")
    part = look(
        forms.ChoiceField(
            label=_("What will they do?"),
            choices=[(COLLEAGUE, _("Write and give evidence")), (OBSERVER, _("Only observe"))],
            initial=COLLEAGUE,
            widget=forms.RadioSelect,
            error_messages={"required": _("Select what they will do")},
        ),
    )

    def __init__(self, *args: Any, host: Host, **kwargs: Any) -> None:
        self.host, self.caption = host, host.organisation.name
        super().__init__(*args, **kwargs)

    def carry_out(self, *, by: User) -> None:
        observes = self.cleaned_data["part"] == OBSERVER
        verbs.invite_person(host=self.host, person=self.invited(), is_observer=observes, by=by)


class ChangeLeadForm(_PersonForm):
    title = _("Name another lead")
    lede = _(
        "Give the address of a colleague who is there already, or of somebody new. Who leads now stays as a colleague."
    )
    button = _("Change the lead")
    said = _("The lead is changed.")

    def __init__(self, *args: Any, host: Host, **kwargs: Any) -> None:
        self.host, self.caption = host, host.organisation.name
        super().__init__(*args, **kwargs)

    def carry_out(self, *, by: User) -> None:
        verbs.change_lead(host=self.host, lead=self.invited(), by=by)


class LeaveForm(AskingForm):
    """Let somebody leave a host."""

    button = _("Leave")
    said = _("Done. What was written stays.")
    is_grave = True

    def __init__(self, *args: Any, person: HostPerson, is_self: bool, **kwargs: Any) -> None:
        self.person, self.caption = person, person.host.organisation.name
        if is_self:
            self.title, self.lede = _("Leave this review"), _("You see nothing of it any more. What you wrote stays.")
        else:
            self.title, self.button = person.name, _("Remove from this review")
            self.lede = _("They see nothing of the review any more. What they wrote stays.")
        super().__init__(*args, **kwargs)

    def carry_out(self, *, by: User) -> None:
        verbs.leave(person=self.person, by=by)


class RemoveHostForm(AskingForm):
    title = _("Remove this host")
    lede = _("Nobody of it has joined yet. Its invitations end.")
    button = _("Remove the host")
    said = _("The host is removed.")
    is_grave = True

    def __init__(self, *args: Any, host: Host, **kwargs: Any) -> None:
        self.host, self.caption = host, host.organisation.name
        super().__init__(*args, **kwargs)

    def carry_out(self, *, by: User) -> None:
        verbs.remove_host(host=self.host, by=by)


class JoinForm(AskingForm):
    button = _("Take part")
    said = _("You take part in this review now.")
    template = "peer_reviews/join.html"

    def __init__(self, *args: Any, person: HostPerson, **kwargs: Any) -> None:
        self.person = person
        self.title, self.caption = _("Take part in a peer review"), person.host.review.caption
        super().__init__(*args, **kwargs)

    def carry_out(self, *, by: User) -> None:
        verbs.join(person=self.person, user=by)
