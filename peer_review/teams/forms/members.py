"""Changing a team by hand."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import Refused
from core.forms import AskingForm, LineField, OneOf, look
from peer_review.pool.models import Peer
from peer_review.reviews.models import Review
from peer_review.teams.domain import members as verbs
from peer_review.teams.domain.leaving import release, step_out
from peer_review.teams.enums import MemberState, Seat
from peer_review.teams.lifecycle import is_not_over
from peer_review.teams.models import Member
from peer_review.teams.presenters.workload import work_of
from peer_review.teams.queries.members import accepted, going_in, here


class PeerField(forms.ModelChoiceField):
    """A peer of the pool: by name, with their type, and what they have to do in the `year` of the review."""

    work: Mapping[int, int]
    year: int | None = None

    def label_from_instance(self, obj: Peer) -> str:
        label = f"{obj.name}, {obj.get_type_display()}"
        return f"{label}. {work_of(self.work.get(obj.pk, 0), self.year)}" if self.year else label


class PeerForm(AskingForm):
    """Which peer; bars stand beside them, cautions beside the reason that they ask for."""

    peer = PeerField(
        label=_("Peer"),
        queryset=Peer.objects.none(),
        empty_label=_("Select a peer"),
        error_messages={"required": _("Select a peer")},
    )
    despite = LineField(
        label=_("Why they go in spite of a caution"),
        help_text=_("Only where one is shown here. Managers alone read it."),
        required=False,
        max_length=500,
    )

    def __init__(self, data: Any = None, *, review: Review, initial: dict[str, Any] | None = None) -> None:
        self.review = review
        super().__init__(data, initial=initial)
        self.caption = review.caption
        field = cast("PeerField", self.fields["peer"])
        field.queryset = self._peers()
        if review.on_site_from:
            field.work = Counter(going_in(review.on_site_from.year).values_list("peer", flat=True))
            field.year = review.on_site_from.year

    def _peers(self) -> QuerySet[Peer]:
        return Peer.objects.active().exclude(pk__in=here(self.review).values("peer"))

    def weigh(self, peer: Peer, **how: Any) -> None:
        """Put what speaks against a peer beside the field that it belongs to."""
        try:
            weighed = verbs.weigh(self.review, peer, **how)
        except Refused as refused:
            self.add_error(None, refused.reasons)
            return
        if weighed.bars:
            self.add_error("peer", list(weighed.bars))
        elif weighed.cautions and not self.cleaned_data.get("despite", "").strip():
            self.add_error("despite", [*weighed.cautions, _now("Say why they go all the same")])


class AddForm(PeerForm):
    title = _("Add a peer")
    button = _("Add")
    said = _("They are proposed. Nobody was written to yet.")
    blames = "peer"
    seat = look(OneOf(Seat, label=_("As"), initial=Seat.PEER, missing=_("Select what they go as")))
    field_order = ["peer", "seat", "despite"]

    def _peers(self) -> QuerySet[Peer]:
        # Sent twice it finds them in the team, and changes nothing.
        return Peer.objects.active() if self.is_bound else super()._peers()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        peer, seat = data.get("peer"), data.get("seat")
        if peer and seat and not here(self.review).filter(peer=peer).exists():
            self.weigh(peer, seat=seat)
        return data

    def carry_out(self, *, by: User) -> None:
        verbs.add_member(review=self.review, by=by, **self.cleaned_data)


class ExchangeForm(PeerForm):
    button = _("Exchange")
    said = _("They are exchanged. Nobody was written to yet.")
    blames = "peer"

    def __init__(self, data: Any = None, *, member: Member) -> None:
        self.member = member
        super().__init__(data, review=member.review)
        self.title = _now("Somebody in the place of %(name)s") % {"name": member.peer.name}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if peer := data.get("peer"):
            self.weigh(peer, seat=Seat(self.member.seat), instead_of=self.member)
        return data

    def carry_out(self, *, by: User) -> None:
        verbs.exchange(member=self.member, by=by, **{name: self.cleaned_data[name] for name in ("peer", "despite")})


class MemberField(forms.ModelChoiceField):
    """Somebody of a team, by name."""

    def label_from_instance(self, obj: Member) -> str:
        return obj.peer.name


class LeaveForm(AskingForm):
    """Why somebody leaves, and who takes over."""

    is_grave = True
    blames = "reason"
    reason = LineField(
        label=_("Reason"),
        help_text=_("Peer review managers alone read it."),
        max_length=500,
        error_messages={"required": _("Enter a reason")},
    )
    to = MemberField(
        label=_("Who takes over the meetings and notes?"),
        help_text=_(
            "If nobody does, the notes are sealed and nobody reads them. "
            "Assessments that are in stay, as those of a former member."
        ),
        queryset=Member.objects.none(),
        required=False,
        empty_label=_("Nobody: seal the notes"),
    )

    def __init__(self, data: Any = None, *, member: Member) -> None:
        self.member = member
        super().__init__(data)
        self.caption = member.review.caption
        field = cast("MemberField", self.fields["to"])
        field.queryset = accepted(member.review).exclude(pk=member.pk)


class ReleaseForm(LeaveForm):
    button = _("Release them")
    said = _("They are released. They got an email, without the reason.")

    def __init__(self, data: Any = None, *, member: Member) -> None:
        super().__init__(data, member=member)
        self.title = _now("Release %(name)s") % {"name": member.peer.name}
        if member.state != MemberState.ACCEPTED:
            del self.fields["to"]

    def carry_out(self, *, by: User) -> None:
        given = self.cleaned_data
        release(member=self.member, reason=given["reason"], to=given.get("to"), by=by)


class StepOutForm(LeaveForm):
    """Stepping out oneself, with an account or by one's link (`actor`)."""

    title = _("Step out of this review")
    lede = _("You then read nothing more of it. The peer review manager is told at once.")
    button = _("Step out")
    said = _("You stepped out. The peer review manager was told.")

    def __init__(self, data: Any = None, *, member: Member, actor: Any) -> None:
        self.actor = actor
        super().__init__(data, member=member)
        self.why_not = is_not_over(member)

    def carry_out(self, *, by: Any) -> None:
        step_out(member=self.member, reason=self.cleaned_data["reason"], to=self.cleaned_data["to"], by=self.actor)
