"""What is written down of a peer: by a manager all of it, by peers what is theirs to say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import AskingForm, Form, LineField, ManyField, OneOf, TextField, look
from organisations.forms import ChosenOrganisation, OrganisationChoice, body_and_name
from organisations.models import Region
from peer_review.pool.domain import peers as verbs
from peer_review.pool.domain.skills import add_skill
from peer_review.pool.enums import Party, PeerType
from peer_review.pool.models import Peer, Skill
from peer_review.pool.queries.peers import skills_offered

COMBOBOX = ("js/combobox.js",)


class ProfileForm(AskingForm):
    """What peers say of themselves."""

    title = _("Change your profile")
    said = _("The profile is saved.")
    scripts = COMBOBOX
    role_title = LineField(label=_("Role"), max_length=200, required=False)
    organisation = OrganisationChoice(
        label=_("Organisation"),
        help_text=_("Where you leave one for another, we note the day: it counts as a conflict for five years."),
        required=False,
    )
    region = forms.ChoiceField(label=_("Region"), choices=[("", _("Not said")), *Region.choices], required=False)
    party = forms.ChoiceField(
        label=_("Party"),
        help_text=_("For those who hold or held office for one. Only managers of peer review see it."),
        choices=[("", _("None")), *Party.choices],
        required=False,
    )
    phone = LineField(
        label=_("Telephone"),
        help_text=_("Only managers of peer review see it."),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "data-width": "20"}),
    )
    biography = TextField(
        label=_("About you"),
        help_text=_("Teams you are on read this."),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    adjustments = TextField(
        label=_("What you need to take part"),
        help_text=_("Such as step-free rooms, a sign language interpreter or a carer’s costs. Only managers see it."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, peer: Peer | None = None, **kwargs: Any) -> None:
        self.peer = peer
        super().__init__(data, initial=_standing(peer) if peer else {}, **kwargs)
        self.caption = peer.name if peer else ""

    def stamp(self) -> int | None:
        return self.peer.revision if self.peer else None

    def given(self) -> dict[str, Any]:
        """Return the fields as the verbs take them."""
        fields = {name: value for name, value in self.cleaned_data.items() if name != "after"}
        return {**fields, **body_and_name(fields["organisation"])}

    def carry_out(self, *, by: Any) -> None:
        assert self.peer is not None  # noqa: S101 - the view gave one
        verbs.change_peer(peer=self.peer, by=by, after=self.cleaned_data["after"], **self.given())


class PeerForm(ProfileForm):
    """The same for managers, with what they settle; without a peer it adds one."""

    title = _("Change a peer")
    blames = "email"
    name = LineField(label=_("Name"), max_length=150)
    email = forms.EmailField(
        label=_("Email address"),
        help_text=_("Invitations go here. Only managers of peer review see it."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    type = look(OneOf(PeerType, label=_("Type"), missing=_("Select what type of peer they are")), size="s")
    skills = look(
        ManyField(Skill.objects.none(), label=_("Skills"), widget=forms.CheckboxSelectMultiple, required=False),
        size="s",
    )
    field_order = ["name", "email", "type", "skills"]

    def __init__(self, data: Any = None, *, peer: Peer | None = None, **kwargs: Any) -> None:
        super().__init__(data, peer=peer, **kwargs)
        has = list(peer.skills.all()) if peer else []
        self.initial["skills"] = has
        offered = skills_offered() | Skill.objects.filter(pk__in=[one.pk for one in has])
        skills: Any = self.fields["skills"]
        skills.queryset = offered.distinct()
        self.fields["organisation"].help_text = _(
            "Where they leave one for another, today is noted as the day they left."
        )
        self.fields["biography"].label = _("About them")
        self.fields["biography"].help_text = _("Teams they are on read this.")
        self.fields["adjustments"].label = _("What they need to take part")
        if peer is None:
            self.title, self.button, self.said = _("Add a peer"), _("Add them"), _("They are in the pool.")

    def carry_out(self, *, by: Any) -> None:
        if self.peer is not None:
            super().carry_out(by=by)
        else:
            verbs.add_peer(by=by, **self.given())


class AccountForm(AskingForm):
    """With which account a peer comes in."""

    title = _("Account")
    said = _("The account is saved.")
    blames = "email"
    email = forms.EmailField(
        label=_("Email address of their account"),
        help_text=_("Leave it empty, and nobody comes in as this peer."),
        required=False,
    )

    def __init__(self, data: Any = None, *, peer: Peer) -> None:
        self.peer = peer
        super().__init__(data, initial={"email": peer.user.email if peer.user else ""})
        self.caption = peer.name

    def clean_email(self) -> User | None:
        email = self.cleaned_data["email"]
        user = User.objects.filter(email__iexact=email, is_active=True).first() if email else None
        if email and user is None:
            raise forms.ValidationError(_("No account has this address. Ask them to make one first"))
        return user

    def carry_out(self, *, by: Any) -> None:
        verbs.link_account(peer=self.peer, user=self.cleaned_data["email"], by=by)


class SkillForm(AskingForm):
    """A skill for the list."""

    title = _("Add a skill")
    button = _("Add it")
    said = _("It is on the list.")
    blames = "name"
    name = LineField(label=_("Name of the skill"), max_length=80)

    def carry_out(self, *, by: Any) -> None:
        add_skill(name=self.cleaned_data["name"], by=by)


class DayForm(Form):
    """The day on which somebody is to be available: a filter of the list."""

    marks_optional = False
    day = forms.DateField(
        label=_("Available on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Enter a day, such as 2027-04-01")},
    )


def _standing(peer: Peer) -> dict[str, Any]:
    fields = {name: getattr(peer, name) for name in verbs.FIELDS}
    chosen = ChosenOrganisation(peer.organisation, peer.organisation_name) if peer.organisation_name else None
    return {**fields, "organisation": chosen}
