"""What the team says is missing before a review may move on."""

from django.utils.translation import gettext as _

from peer_review.pool.candidates import candidates_of
from peer_review.pool.matching import Ask, missing_of
from peer_review.pool.matching.reasons import would_miss
from peer_review.reviews.lifecycle import offer_gate
from peer_review.reviews.models import Review
from peer_review.teams.enums import COUNTED, MemberState, Seat
from peer_review.teams.models import TeamNeed
from peer_review.teams.queries.conflicts import conflicts_in
from peer_review.teams.queries.members import here
from peer_review.teams.queries.needs import asked_of_one

PAGE = "peer_teams:team"


def a_team_is_proposed(review: Review) -> str | None:
    if not TeamNeed.objects.filter(review=review).exists():
        return _("State what the team must have.")
    return None if here(review).exists() else _("Propose a team.")


def the_team_is_complete(review: Review) -> str | None:
    """Everybody accepted, has an account and is free of bars; the size, the minimums and the skills are there, and a lead."""
    if (missing := a_team_is_proposed(review)) is not None:
        return missing
    team = [one for one in here(review) if one.seat in COUNTED]
    said = []
    if waiting := [one.peer.name for one in team if one.state != MemberState.ACCEPTED]:
        said.append(_("These have not accepted yet: %(names)s.") % {"names": ", ".join(waiting)})
    if without := [one.peer.name for one in team if one.state == MemberState.ACCEPTED and not one.peer.user_id]:
        said.append(_("These have no account yet, and can read nothing: %(names)s.") % {"names": ", ".join(without)})
    if not any(one.seat == Seat.LEAD for one in team):
        said.append(_("The team has no lead."))
    found = conflicts_in(team)
    for one in team:
        said += [f"{one.peer.name}: {each.why}" for each in found[one.pk] if each.is_bar]
    need = asked_of_one(review)
    people = candidates_of([one.peer for one in team], [need])
    wanted = [one for one in missing_of(need, people) if one.ask not in {Ask.LOCKED, Ask.LEAD}]
    said += [would_miss(one) for one in wanted]
    return " ".join(said) or None


def offer_gates() -> None:
    """Run once when Django starts."""
    offer_gate("prepare", a_team_is_proposed, page=PAGE)
    offer_gate("arrive", the_team_is_complete, page=PAGE)
