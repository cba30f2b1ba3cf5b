"""Teams of the demonstration: asked for, proposed by the solver, invited, and answered as far as a review has come. All of it
is an illustration."""

from collections.abc import Sequence
from typing import Any

from allauth.account.models import EmailAddress

from accounts.models import User
from peer_review.pool.enums import PeerType
from peer_review.pool.models import Peer
from peer_review.reviews.enums import STAGES, ReviewState
from peer_review.reviews.models import HostPerson, Review
from peer_review.teams.domain import invitations
from peer_review.teams.domain.feedback import give_feedback
from peer_review.teams.domain.members import add_member, change_seat
from peer_review.teams.domain.need import state_need
from peer_review.teams.domain.proposing import apply_proposal, propose_teams
from peer_review.teams.enums import Direction, MemberState, Seat
from peer_review.teams.models import Member

CAPS: dict[str, Any] = {
    "regions": 1,
    "most_of_type": 3,
    "most_of_organisation": 1,
    "most_of_party": 2,
    "leading_party": "",
}
SIZES = (4, 5)
BY_HAND = "Illustration: they know this kind of place."
DECLINED = "Illustration: I have a long-planned holiday in that week."
WENT_WELL = (
    "Illustration: the reading pack was short, and in the order of the lines of enquiry.",
    "Illustration: hosts spoke openly, and nobody wrote things to shine.",
    "Illustration: two peers in each meeting let one listen while the other wrote.",
)
NEXT_TIME = (
    "Illustration: leave half an hour between meetings, to write notes.",
    "Illustration: hear more people who use services, and earlier in the week.",
    "Illustration: send the timetable a week sooner.",
)
HOSTS_WENT_WELL = (
    "Illustration: the team had read our statement, and asked about what we said is hard.",
    "Illustration: peers had done our work themselves, and staff told them more for it.",
)
HOSTS_NEXT_TIME = (
    "Illustration: tell us earlier which rooms and links are needed.",
    "Illustration: let the team see a night shift.",
)


def lay_out_teams(review: Review, upto: ReviewState, manager: User, *, wanted: Sequence[Peer] = ()) -> None:
    """State the need, propose and apply a team, and have it answer, as far as a review that comes to rest in `upto` has come.

    Those `wanted` are put in by hand first. Its days on site are set, and it is not on site yet. One peer of a review that is being prepared declines and one has not answered;
    from then on everybody has accepted, with an account.
    """
    stage = STAGES.index(upto) if upto in STAGES else 0
    if stage < STAGES.index(ReviewState.SCOPING):
        return
    _state_need(review, manager)
    for peer in wanted:
        add_member(review=review, peer=peer, seat=Seat.PEER, despite=BY_HAND, by=manager)
    shown = propose_teams(reviews=[review], by=manager)
    apply_proposal(reviews=[review], token=shown.token, by=manager)
    team = Member.objects.filter(review=review, state=MemberState.PROPOSED)
    if not team.filter(seat=Seat.LEAD).exists() and (first := team.first()):
        change_seat(member=first, seat=Seat.LEAD, by=manager)  # nobody was trained to lead so long ago
    if stage >= STAGES.index(ReviewState.PREPARING):
        invitations.invite_all(review=review, by=manager)
        _answer(review, all_of_them=upto != ReviewState.PREPARING)


def say_how_it_was(review: Review) -> None:
    """Have the team of a review whose report is final, and the leads of its hosts, say how it was."""
    team = list(Member.objects.filter(review=review, state=MemberState.ACCEPTED).select_related("peer__user", "review"))
    lead = next((one for one in team if one.seat == Seat.LEAD), None)
    for number, one in enumerate(team):
        words = {"went_well": WENT_WELL[number % 3], "next_time": NEXT_TIME[(number + review.pk) % 3]}
        if one.peer.user:
            give_feedback(place=one, direction=Direction.OF_REVIEW, by=one.peer.user, **words)
        if lead and lead.peer.user and one.pk != lead.pk:
            give_feedback(place=one, direction=Direction.OF_PEER, by=lead.peer.user, **words)
    for number, of_host in enumerate(HostPerson.objects.filter(host__review=review, is_lead=True, left_at=None)):
        words = {"went_well": HOSTS_WENT_WELL[number % 2], "next_time": HOSTS_NEXT_TIME[number % 2]}
        if of_host.user:
            give_feedback(place=of_host.host, direction=Direction.BY_HOST, by=of_host.user, **words)


def _state_need(review: Review, manager: User) -> None:
    """Ask for what most reviews ask, or, where the pool can't give that in that week, for as many as it can."""
    minimums = {PeerType.CLINICAL: 1, PeerType.MEMBER: 1}
    state_need(review=review, size=SIZES[review.pk % 2], minimums=minimums, skills=[], by=manager, **CAPS)
    team = propose_teams(reviews=[review], by=manager).proposal.team(review.reference)
    if not team.is_complete:
        caps = {**CAPS, "most_of_type": None, "most_of_party": None}
        state_need(review=review, size=max(1, len(team.chosen)), minimums={}, skills=[], by=manager, **caps)


def _answer(review: Review, *, all_of_them: bool) -> None:
    rows = list(
        Member.objects.filter(review=review, state=MemberState.INVITED).select_related("peer__user").order_by("pk")
    )
    for place, one in enumerate(rows):
        if all_of_them or place < len(rows) - 2:
            row = invitations.accept(member=one, by=one.peer)
            if not one.peer.user:
                invitations.use_account(member=row, by=_account(one.peer))
        elif place == len(rows) - 1:
            invitations.decline(member=one, reason=DECLINED, by=one.peer)


def _account(peer: Peer) -> User:
    """Make the account of an illustrative peer, with which nobody signs in."""
    first, _blank, last = peer.name.partition(" ")
    user = User.objects.create_user(peer.email, first_name=first, last_name=last)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user
