"""What hosts undertake, where it stands, and what became of each recommendation."""

from dataclasses import asdict, replace
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import AskingForm, DateField, LineField, OneOf, look
from core.stamps import stamp_of
from peer_review.reports.domain import plan, progress
from peer_review.reports.enums import SAYS_WHY, Standing
from peer_review.reports.forms.texts import text_field
from peer_review.reports.models import Action, Passage, Progress
from peer_review.reviews.models import Host, Review

NAMES = ("what", "owner_host", "owner", "due_on", "stands", "because", "evidence")


class _Stands(AskingForm):
    """Where something stands, with the reason where one is asked for."""

    stands = OneOf(Standing, label=_("Where does it stand?"), missing=_("Select where it stands"))
    because = look(
        LineField(
            label=_("Why was it changed, or not taken on?"),
            max_length=500,
            required=False,
            help_text=_("Needed for these two alone. Everybody reads it."),
        ),
        optional=False,
    )

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("stands") in SAYS_WHY and not told.get("because"):
            self.add_error("because", str(_("Enter why it was changed, or is not taken on")))
        return told


class ActionForm(_Stands):
    """An action for a recommendation; `action` is the one that is written anew."""

    what = text_field(_("What will you do?"), 2000, _("Enter what you will do"))
    owner_host = forms.ModelChoiceField(
        label=_("Host that owns it"), queryset=Host.objects.none(), required=False, empty_label=_("All hosts together")
    )
    owner = LineField(
        label=_("Post that owns it"),
        max_length=160,
        help_text=_("A post rather than a person, such as: Director of data."),
        error_messages={"required": _("Enter the post that owns it")},
    )
    due_on = look(
        DateField(label=_("Done by"), required=False, help_text=_("Leave it empty only for what is not taken on.")),
        optional=False,
    )
    evidence = text_field(_("What will show that it is done?"), 1000, rows=3)
    field_order = NAMES

    def __init__(
        self, *args: Any, review: Review, recommendation: Passage, action: Action | None = None, **kwargs: Any
    ) -> None:
        self.review, self.recommendation, self.action = review, recommendation, action
        if action is not None:
            told = asdict(replace(plan.undertaken(action), owner_host=None))
            kwargs["initial"] = {**told, "owner_host": action.owner_host_id, "stands": action.standing}
        super().__init__(*args, **kwargs)
        self.caption = f"{review.reference} · {recommendation.code} {recommendation.title}"
        self.title = _("Change an action") if action else _("Add an action")
        host: Any = self.fields["owner_host"]
        host.queryset = Host.objects.filter(review=review).select_related("organisation")
        host.label_from_instance = lambda one: one.organisation.name
        if action is None:
            self.fields["stands"].initial = Standing.NOT_BEGUN
            self.fields["key"] = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
        # Which recommendation it is of, for the page of an action that somebody removed meanwhile.
        hidden = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=recommendation.finding_id)
        self.fields["finding"] = hidden

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if told.get("stands") and told["stands"] != Standing.NOT_TAKEN and "due_on" in told and not told["due_on"]:
            self.add_error("due_on", str(_("Enter the day by which it is done")))
        return told

    def stamp(self) -> str | None:
        return plan.undertaken(self.action).stamp if self.action else None

    def carry_out(self, *, by: User) -> None:
        given = {name: self.cleaned_data[name] for name in NAMES}
        told = plan.Undertaken(standing=given.pop("stands"), **given)
        if self.action is None:
            finding = self.recommendation.finding
            assert finding is not None  # noqa: S101 - the database holds that
            plan.add_action(review=self.review, finding=finding, told=told, key=self.cleaned_data["key"], by=by)
        else:
            read = self.cleaned_data["after"]
            plan.change_action(review=self.review, action=self.action, told=told, read=read, by=by)


class AnewForm(ActionForm):
    """An action that was removed while somebody changed it: what they wrote, to be saved as a new one."""

    button = _("Save as a new action")
    said = _("It is saved as a new action.")

    def __init__(self, data: Any, *, review: Review, recommendation: Passage) -> None:
        """`data` is what was sent; a page that did not know yet gets its key here, and is told before it saves."""
        self.is_told = "key" in data
        if not self.is_told:
            data = data.copy()
            data["key"] = str(uuid4())
        super().__init__(data, review=review, recommendation=recommendation)
        self.title = _("This action was removed")

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if not self.is_told:
            self.add_error(None, str(plan.REMOVED))
        return told


class StandingForm(_Stands):
    """Where an action stands once the plan is published."""

    title = _("Say where an action stands")
    said = _("Everybody reads it now.")
    evidence = text_field(_("What shows it?"), 1000, rows=3)

    def __init__(self, *args: Any, review: Review, action: Action, **kwargs: Any) -> None:
        self.review, self.action = review, action
        initial = {"stands": action.standing, "because": action.because, "evidence": action.evidence}
        super().__init__(*args, initial=initial, **kwargs)
        self.caption, self.lede = review.caption, action.what

    def stamp(self) -> str:
        return plan.undertaken(self.action).stamp

    def carry_out(self, *, by: User) -> None:
        told = dict(self.cleaned_data)
        read, standing = told.pop("after"), told.pop("stands")
        plan.say_where_it_stands(review=self.review, action=self.action, standing=standing, read=read, by=by, **told)


class RemoveForm(AskingForm):
    title = button = _("Remove an action")
    said = _("The action is removed.")
    is_grave = True

    def __init__(self, *args: Any, review: Review, action: Action, **kwargs: Any) -> None:
        self.review, self.action = review, action
        super().__init__(*args, **kwargs)
        self.caption, self.lede = review.caption, action.what

    def stamp(self) -> str:
        return plan.undertaken(self.action).stamp

    def carry_out(self, *, by: User) -> None:
        plan.remove_action(review=self.review, action=self.action, read=self.cleaned_data["after"], by=by)


class ProgressForm(AskingForm):
    """What one side says of a recommendation."""

    def __init__(self, *args: Any, review: Review, recommendation: Passage, **kwargs: Any) -> None:
        assert recommendation.finding is not None  # noqa: S101 - the database holds that
        self.review, self.finding = review, recommendation.finding
        self.progress = Progress.objects.filter(finding=self.finding).first() or Progress(finding=self.finding)
        super().__init__(*args, initial=self.told_before(), **kwargs)
        self.caption = f"{review.reference} · {recommendation.code} {recommendation.title}"

    def told_before(self) -> dict[str, str]:
        raise NotImplementedError


class HostsTellForm(ProgressForm):
    title = _("Say what became of it")
    text = text_field(_("What did you do, and what changed for people?"), 3000, _("Enter what became of it"), rows=8)
    stands = OneOf(Standing, label=_("Where does it stand?"), missing=_("Select where it stands"))

    def told_before(self) -> dict[str, str]:
        return {"text": self.progress.hosts_say, "stands": self.progress.standing}

    def stamp(self) -> str:
        return stamp_of(self.progress.hosts_say, self.progress.standing)

    def carry_out(self, *, by: User) -> None:
        told = self.cleaned_data
        progress.hosts_tell(
            review=self.review,
            finding=self.finding,
            text=told["text"],
            standing=told["stands"],
            read=told["after"],
            by=by,
        )


class TeamTellsForm(ProgressForm):
    title = _("Say what the team makes of it")
    text = text_field(_("What does the team make of it?"), 3000, _("Enter what the team makes of it"), rows=8)

    def told_before(self) -> dict[str, str]:
        return {"text": self.progress.team_says}

    def stamp(self) -> str:
        return stamp_of(self.progress.team_says)

    def carry_out(self, *, by: User) -> None:
        told = dict(self.cleaned_data)
        progress.team_tells(review=self.review, finding=self.finding, read=told.pop("after"), by=by, **told)
