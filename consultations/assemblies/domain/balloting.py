"""Votes under an item of an agenda: opened while the session is live, cast or recorded, and counted by the body's rule."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand_secretariat
from consultations.assemblies.enums import Bar, Choice, DecidesBy, Result, SessionState
from consultations.assemblies.models import AgendaItem, Ballot, BarredMember, Member, MemberVote, SessionPage
from consultations.assemblies.queries.bodies import body_of, member_of
from consultations.assemblies.queries.voting import voters_of
from core import audit
from core.changes import announce
from core.errors import NotAllowed, Refused


def open_ballot(*, item: AgendaItem, question: str, by: User) -> Ballot:
    """Have those who may vote on an item, by the rule that its body has today. Logged.

    Raises NotAllowed for anybody but the secretariat; Refused while the session is not live, once the item has its outcome,
    or while another vote of it is open.
    """
    demand_secretariat(by)
    with transaction.atomic():
        session = SessionPage.objects.select_for_update(of=("self",), no_key=True).get(pk=item.session_id)
        fresh = AgendaItem.objects.get(pk=item.pk)
        if session.state != SessionState.LIVE:
            raise Refused(_("A vote can be opened only while the session is live."))
        if fresh.outcome:
            raise Refused(_("This item has its outcome already, so no more is voted on it."))
        if fresh.ballots.filter(closed_at=None).exists():
            raise Refused(_("Another vote on this item is open. Close it first."))
        ballot = Ballot.objects.create(item=fresh, question=question, decides_by=body_of(session).decides_by)
        audit.record("ballot.open", actor=by, subject=ballot)
        return ballot


def cast(*, ballot: Ballot, choice: Choice, by: User) -> MemberVote:
    """Take a member's own vote, or another in its place. Logged, without what it was.

    Raises NotAllowed for who holds no seat of the body that day; Refused for a closed ballot, and for a member who is not there,
    declared an interest in the item or stepped out.
    """
    member = member_of(by)
    with transaction.atomic():
        fresh = _open(ballot)
        bars = _bars_of(fresh)
        if member is None or member.pk not in bars:
            raise NotAllowed(_("Only members who hold a seat of this body on the day of the session may vote."))
        if why := bars[member.pk]:
            raise Refused(REFUSALS[why]())
        vote, _is_new = MemberVote.objects.update_or_create(
            ballot=fresh, member=member, defaults={"choice": choice, "at": timezone.now()}
        )
        audit.record("ballot.vote", actor=by, subject=fresh, member=member.pk)
        return vote


def record_hands(*, ballot: Ballot, hands: Mapping[Member, Choice], by: User) -> None:
    """Record how members voted in the room, in the place of what stands. One who is not named keeps their vote. Logged.

    Raises NotAllowed for anybody but the secretariat; Refused for a closed ballot or a member who may not vote, and then
    nobody's is recorded.
    """
    demand_secretariat(by)
    with transaction.atomic():
        fresh = _open(ballot)
        _record(fresh, hands)
        audit.record("ballot.record", actor=by, subject=fresh, members=sorted(one.pk for one in hands))


def record_consensus(*, ballot: Ballot, against: Collection[Member] = (), by: User) -> Ballot:
    """Close a ballot that the room settled without a count: all agreed but those who stood against, who are named. Logged.

    Raises Refused where the body does not decide by consensus, and as `record_hands` does.
    """
    demand_secretariat(by)
    with transaction.atomic():
        fresh = _open(ballot)
        if fresh.decides_by != DecidesBy.CONSENSUS:
            raise Refused(_("This body does not decide by consensus. Record how each member voted."))
        _record(fresh, dict.fromkeys(against, Choice.AGAINST))
        return _closed(fresh, by)


def close_ballot(*, ballot: Ballot, by: User) -> Ballot:
    """Count by the rule of the ballot, and write down who could not vote and why. Logged.

    The vote of a member who declared an interest or left after they had cast it is set aside, and everybody reads so.
    Raises NotAllowed for anybody but the secretariat, Refused for one that is closed.
    """
    demand_secretariat(by)
    with transaction.atomic():
        return _closed(_open(ballot), by)


def result_of(rule: DecidesBy, *, in_favour: int, against: int) -> Result:
    """Return what a rule makes of the votes. Abstentions count neither way; without a vote only a consensus is carried."""
    carried = {
        DecidesBy.CONSENSUS: against == 0,
        DecidesBy.MAJORITY: in_favour > against,
        DecidesBy.TWO_THIRDS: in_favour > 0 and 3 * in_favour >= 2 * (in_favour + against),
    }
    return Result.CARRIED if carried[rule] else Result.NOT_CARRIED


REFUSALS = {
    Bar.INTEREST: lambda: _("You declared an interest in this item, so you take no part in its vote."),
    Bar.STEPPED_OUT: lambda: _("You stepped out of the session. You can vote when you have come back."),
    Bar.LEFT: lambda: _(
        "You are recorded as having left. If you are back, ask the secretariat to record you as present."
    ),
    Bar.AWAY: lambda: _("You are not recorded as being there. Ask the secretariat to record you as present."),
}


def _closed(ballot: Ballot, by: User) -> Ballot:
    voters = voters_of(ballot.item)
    barred = {one.member.pk: one.why_not for one in voters if one.why_not}
    entitled = {one.member.pk for one in voters} - set(barred)
    if not entitled:
        raise Refused(_("Nobody may vote on this item, so there is nothing to count. Record who is there first."))
    late = ballot.votes.exclude(member__in=entitled)
    had_voted = set(late.values_list("member", flat=True))
    late.delete()
    BarredMember.objects.bulk_create(
        BarredMember(ballot=ballot, member_id=pk, why=why, had_voted=pk in had_voted) for pk, why in barred.items()
    )
    counts = [ballot.votes.filter(choice=choice).count() for choice in (Choice.FOR, Choice.AGAINST)]
    ballot.closed_at, ballot.entitled = timezone.now(), len(entitled)
    ballot.result = result_of(DecidesBy(ballot.decides_by), in_favour=counts[0], against=counts[1])
    ballot.save(update_fields=["closed_at", "entitled", "result"])
    announce(ballot.item)
    audit.record("ballot.close", actor=by, subject=ballot, result=ballot.result, set_aside=sorted(had_voted))
    return ballot


def _record(ballot: Ballot, hands: Mapping[Member, Choice]) -> None:
    bars = _bars_of(ballot)
    refused = [
        _("%(name)s may not vote: %(why)s.") % {"name": one.name, "why": _why(bars, one)}
        for one in hands
        if one.pk not in bars or bars[one.pk]
    ]
    if refused:
        raise Refused(*refused)
    for member, choice in hands.items():
        MemberVote.objects.update_or_create(
            ballot=ballot, member=member, defaults={"choice": choice, "at": timezone.now()}
        )


def _why(bars: Mapping[int, Bar | None], member: Member) -> str:
    why = bars.get(member.pk)
    text = str(why.label) if why else _("Holds no seat of this body that day")
    return text[:1].lower() + text[1:]


def _bars_of(ballot: Ballot) -> dict[int, Bar | None]:
    return {one.member.pk: one.why_not for one in voters_of(ballot.item)}


def _open(ballot: Ballot) -> Ballot:
    """Return a ballot, locked. Raises Refused for one that is closed."""
    fresh = Ballot.objects.select_for_update(of=("self",)).select_related("item__session").get(pk=ballot.pk)
    if not fresh.is_open:
        raise Refused(_("This vote is closed."))
    return fresh
