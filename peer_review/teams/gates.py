"""What the team says is missing before a review may move on."""

from django.utils.translation import gettext as _

from peer_review.reviews.lifecycle import offer_gate
from peer_review.reviews.models import Review
from peer_review.teams.enums import COUNTED, GONE, MemberState
from peer_review.teams.models import TeamNeed
from peer_review.teams.queries.conflicts import conflicts_by_member, wanted_of, weighed
from peer_review.teams.queries.members import here, members_of

PAGE = "peer_teams:team"


def a_team_is_proposed(review: Review) -> str | None:
    if not TeamNeed.objects.filter(review=review).exists():
        return _("State what the team must have.")
    return None if here(review).exists() else _("Propose a team.")


def the_team_is_complete(review: Review) -> str | None:
    """Everybody accepted, has an account and is free of bars; the size, the minimums and the skills are there, and a lead."""
    rows = list(members_of(review))
    need, people = weighed(review, rows)
    live = [one for one in rows if one.state not in GONE]
    if need is None or not live:
        return a_team_is_proposed(review) or _("Set the days on site first: who can come depends on them.")
    team = [one for one in live if one.seat in COUNTED]
    said = []
    if waiting := [one.peer.name for one in team if one.state != MemberState.ACCEPTED]:
        said.append(_("These have not accepted yet: %(names)s.") % {"names": ", ".join(waiting)})
    if without := [one.peer.name for one in team if one.state == MemberState.ACCEPTED and not one.peer.user_id]:
        said.append(_("These have no account yet, and can read nothing: %(names)s.") % {"names": ", ".join(without)})
    wanted = wanted_of(need, team, people)
    found = conflicts_by_member(team, people)
    said += [f"{one.peer.name}: {each.why}" for one in team for each in found[one.pk] if each.is_bar]
    return " ".join([*said, *wanted]) or None


def stand_in_gates() -> None:
    """Run once when Django starts."""
    offer_gate("prepare", a_team_is_proposed, page=PAGE)
    offer_gate("arrive", the_team_is_complete, page=PAGE)
