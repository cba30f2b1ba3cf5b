"""Wanting an answer to a question."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.townhalls import log
from consultations.townhalls.domain.speaking import why_closed
from consultations.townhalls.enums import TAKES_VOTES, ContributionKind
from consultations.townhalls.models import Contribution, Participant, TownHallPage, Vote
from consultations.townhalls.queries import hall_of, tally
from core.errors import Refused


def vote(*, contribution: Contribution, by: Participant, wants: bool = True) -> Contribution:
    """Cast one person's vote for a question, or take it back; done twice it changes nothing more.

    A vote is a row and no event: followers get tallies as they stand, once a second at most.
    Raises Refused for who may not vote, and for what takes no votes now.
    """
    if not by.may_vote:
        raise Refused(_("Sign in or confirm your email address to vote."))
    with transaction.atomic():
        fresh = Contribution.objects.select_for_update(of=("self",)).select_related("thread").get(pk=contribution.pk)
        hall: TownHallPage = hall_of(fresh.thread)
        if why := why_closed(hall, fresh.thread):
            raise Refused(why)
        if fresh.state not in TAKES_VOTES or fresh.kind != ContributionKind.QUESTION:
            raise Refused(_("This takes no votes now."))
        if wants:
            Vote.objects.get_or_create(contribution=fresh, by=by)
        else:
            Vote.objects.filter(contribution=fresh, by=by).delete()
        recount(fresh)
        return fresh


def recount(contribution: Contribution) -> None:
    """Write down the distinct people who voted, and have followers told. Call it with the row locked."""
    contribution.votes = tally(contribution)
    contribution.tallied_at = timezone.now()
    contribution.save(update_fields=["votes", "tallied_at"])
    log.tallied(contribution.thread, "contribution", contribution.pk)
