"""What is recorded of a peer: training, days, declarations. Each form carries itself out."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import AskingForm, DateField, OneOf, TextField, look
from core.templatetags.moments import plain_day
from organisations.forms import OrganisationChoice, body_and_name
from peer_review.pool.domain import declarations, readiness
from peer_review.pool.enums import AvailabilityKind, ConflictKind, TrainingKind
from peer_review.pool.models import Peer


class OfPeerForm(AskingForm):
    """A form about one peer."""

    def __init__(self, data: Any = None, *, peer: Peer) -> None:
        self.peer = peer
        super().__init__(data)
        self.caption = peer.name


class OfRecordForm(AskingForm):
    """A form that takes away one thing recorded of a peer."""

    is_grave = True

    def __init__(self, data: Any = None, *, record: Any) -> None:
        self.record = record
        super().__init__(data)
        self.caption = f"{record.peer.name}: {record.get_kind_display()}, {self.told()}"

    def told(self) -> str:
        """Return which one it is, besides its kind."""
        raise NotImplementedError


class TrainingForm(OfPeerForm):
    title = _("Record training")
    button = _("Record it")
    said = _("The training is recorded.")
    blames = "expires_on"
    kind = look(OneOf(TrainingKind, label=_("What training is it?"), missing=_("Select what training it is")), size="m")
    done_on = DateField(
        label=_("When was it done?"),
        not_after=timezone.localdate,
        error_messages={"required": _("Enter when it was done")},
    )
    expires_on = DateField(
        label=_("Last day on which it holds"), help_text=_("Leave it empty if it does not end."), required=False
    )

    def carry_out(self, *, by: Any) -> None:
        readiness.record_training(peer=self.peer, by=by, **self.cleaned_data)


class RemoveTrainingForm(OfRecordForm):
    title = _("Remove this training")
    lede = _("For what was recorded by mistake. Training that has ended stays: it shows what somebody learnt.")
    button = _("Remove it")
    said = _("It is removed. The log keeps that it was.")

    def told(self) -> str:
        return plain_day(self.record.done_on)

    def carry_out(self, *, by: Any) -> None:
        readiness.remove_training(training=self.record, by=by)


class AvailabilityForm(OfPeerForm):
    title = _("Say which days")
    said = _("The days are noted.")
    blames = "last_day"
    kind = look(
        OneOf(AvailabilityKind, label=_("On these days:"), missing=_("Select available or not available")),
        size="m",
        inline=True,
    )
    first_day = DateField(label=_("First day"))
    last_day = DateField(label=_("Last day"), not_before=timezone.localdate)

    def carry_out(self, *, by: Any) -> None:
        readiness.say_availability(peer=self.peer, by=by, **self.cleaned_data)


class TakeBackForm(OfRecordForm):
    title = _("Take this back")
    lede = _("What was said of these days before holds again.")
    button = _("Take it back")
    said = _("It is taken back.")
    is_grave = False

    def told(self) -> str:
        return f"{plain_day(self.record.first_day)} – {plain_day(self.record.last_day)}"

    def carry_out(self, *, by: Any) -> None:
        readiness.take_back_availability(availability=self.record, by=by)


class DeclareForm(OfPeerForm):
    title = _("Declare something")
    lede = _(
        "Declare what could sway a peer at a review, or could look as if it did. Only managers of peer review read it."
    )
    button = _("Declare it")
    said = _("It is declared.")
    blames = "text"
    scripts = ("js/combobox.js",)
    kind = look(OneOf(ConflictKind, label=_("What is it?"), missing=_("Select what it is")), size="m")
    organisation = OrganisationChoice(
        label=_("Which organisation or system is it about?"),
        help_text=_("Choose it from the list where it is there: then it is found when teams are put together."),
        required=False,
    )
    text = TextField(
        label=_("What should we know?"),
        help_text=_("Name organisations, not other people."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    since = DateField(label=_("Since when?"), required=False, not_after=timezone.localdate)
    until = DateField(label=_("Until when?"), help_text=_("Leave it empty if it goes on."), required=False)

    def carry_out(self, *, by: Any) -> None:
        given = self.cleaned_data
        declarations.declare(peer=self.peer, by=by, **{**given, **body_and_name(given["organisation"])})


class WithdrawForm(OfRecordForm):
    title = _("Withdraw this declaration")
    lede = _("For what was wrong. It is kept, with the day on which it was withdrawn, and counts no more.")
    button = _("Withdraw it")
    said = _("It is withdrawn.")

    def told(self) -> str:
        return str(self.record.organisation_name or self.record.text[:80])

    def carry_out(self, *, by: Any) -> None:
        declarations.withdraw_declaration(declaration=self.record, by=by)
