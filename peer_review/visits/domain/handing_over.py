"""The meetings of a member who leaves: who takes over holds them, where they are free."""

from core.actors import Actor
from peer_review.teams.models import Member
from peer_review.teams.queries.members import here
from peer_review.visits.clashes import clashes_of
from peer_review.visits.queries.meetings import planned_in, planned_of, standing


def hand_over_meetings(member: Member, to: Member | None, by: Actor) -> None:
    """Take `member` out of every meeting that stands, and put `to` there unless they are elsewhere then.

    A meeting that is left with too few peers says so in the timetable, and keeps the review from going on site.
    """
    team = {str(one.pk): one.peer.name for one in here(member.review)}
    for meeting in standing(member.review).filter(members=member):
        meeting.members.remove(member)
        if to is None or to in meeting.members.all():
            continue
        meeting.members.add(to)
        fresh = standing(member.review).get(pk=meeting.pk)
        others = planned_in(member.review, without=meeting.pk)
        if clashes_of(planned_of(fresh, team), others):
            meeting.members.remove(to)
