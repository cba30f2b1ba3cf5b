"""A review is proposed, freezes its framework, and moves from stage to stage."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import AskingForm, TextField
from organisations.forms import ChosenOrganisation, OrganisationChoice, OrganisationWidget
from organisations.models import Organisation
from peer_review.frameworks.enums import VersionState
from peer_review.frameworks.models import FrameworkVersion
from peer_review.reviews.domain import reviews as verbs
from peer_review.reviews.domain.stages import move_on
from peer_review.reviews.lifecycle import REVIEW, missing, moves_before
from peer_review.reviews.models import Programme, Review


class RegisterWidget(OrganisationWidget):
    takes_any = False


class RegisterChoice(OrganisationChoice):
    """A field whose value is a body of the register: a name that is not on it won't do."""

    widget = RegisterWidget
    default_error_messages = {"required": _("Choose an organisation from the list")}

    def clean(self, value: Any) -> Organisation | None:
        chosen: ChosenOrganisation | None = super().clean(value)
        if chosen is None:
            return None
        if chosen.organisation is None:
            raise ValidationError(
                _now("Choose an organisation from the list: this name is not on it. The secretariat can add it")
            )
        return chosen.organisation


class ProposeForm(AskingForm):
    title = _("Propose a review")
    lede = _("Nobody but managers and the hosts sees a proposal. It becomes public when scoping begins.")
    said = _("The review is proposed. Name its hosts next.")
    button = _("Propose the review")
    blames = "system"
    scripts = ("js/combobox.js",)
    programme = forms.ModelChoiceField(
        label=_("Programme"),
        queryset=Programme.objects.none(),
        empty_label=_("Choose a programme"),
        error_messages={"required": _("Choose a programme")},
    )
    system = RegisterChoice(label=_("System"), help_text=_("Such as an integrated care board or partnership."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["programme"]
        field.queryset = Programme.objects.filter(Q(ended_on=None) | Q(ended_on__gte=timezone.localdate()))

    def carry_out(self, *, by: User) -> None:
        told = self.cleaned_data
        review = verbs.propose(programme=told["programme"], system=told["system"], by=by)
        self.leads_to = reverse("peer_reviews:hosts", args=[review.reference])


class FreezeForm(AskingForm):
    """Choose the version of the framework that a review uses."""

    title = _("Framework of this review")
    lede = _("The review goes on with this version, whatever comes later. Add local lines in a local edition first.")
    said = _("The version is frozen for this review.")
    button = _("Use this version")
    blames = "version"
    version = forms.ModelChoiceField(
        label=_("Version"),
        queryset=FrameworkVersion.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a version")},
    )

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        self.review, self.caption = review, review.caption
        initial = {"version": review.framework_version_id} if review.framework_version_id else {}
        super().__init__(*args, initial=initial, **kwargs)
        framework = review.programme.framework_id
        ours = Q(framework=framework) | Q(framework__base__framework=framework)
        rows = FrameworkVersion.objects.filter(ours, state=VersionState.IN_FORCE)
        field: Any = self.fields["version"]
        field.queryset = rows.select_related("framework__base").order_by(
            F("framework__base").asc(nulls_first=True), "framework__name"
        )
        if not field.queryset.exists():
            self.why_not = _("No version of the programme’s framework is in force yet.")

    def stamp(self) -> str:
        return verbs.frozen_as(self.review)

    def carry_out(self, *, by: User) -> None:
        told = self.cleaned_data
        verbs.freeze_framework(review=self.review, version=told["version"], by=by, after=told["after"])


class MoveForm(AskingForm):
    """Move a review on: the page says what the move does, and what is missing before it can be made."""

    def __init__(self, *args: Any, review: Review, verb: str, **kwargs: Any) -> None:
        self.review, self.verb = review, verb
        one = REVIEW.move_named(verb)
        self.title, self.button, self.caption = one.label, one.label, review.caption
        self.lede, self.is_grave, self.said = one.effect, one.is_grave, _("Done.")
        super().__init__(*args, **kwargs)
        if review.state not in one.sources:
            now, first = REVIEW.state_of(review).label, ", ".join(f"“{label}”" for label in moves_before(review, verb))
            self.why_not = _now("This can’t be done now: the review is at “%(state)s”.") % {"state": now}
            if first:
                self.why_not += " " + _now("What comes first: %(moves)s.") % {"moves": first}
        elif lacks := [why for why, _page in missing(review, verb)]:
            self.why_not = " ".join(lacks)

    def carry_out(self, *, by: User) -> None:
        move_on(review=self.review, verb=self.verb, actor=by)


class WithdrawForm(MoveForm):
    reason = TextField(
        label=_("Why is it withdrawn?"),
        help_text=_("Everybody reads this, and it goes to the leads of the hosts and the team by email."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why it is withdrawn")},
    )

    def carry_out(self, *, by: User) -> None:
        move_on(review=self.review, verb="withdraw", actor=by, reason=self.cleaned_data["reason"])


def move_form(data: Any, review: Review, verb: str) -> MoveForm:
    return (WithdrawForm if verb == "withdraw" else MoveForm)(data, review=review, verb=verb)
