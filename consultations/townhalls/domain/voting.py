"""Wanting an answer to a question."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.townhalls import log
from consultations.townhalls.domain.speaking import why_closed
from consultations.townhalls.enums import TAKES_VOTES, ContributionKind
from consultations.townhalls.models import Contribution, Participant, Thread, TownHallPage, Vote
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
        fresh = (
            Contribution.objects.select_for_update(of=("self",), no_key=True)
            .select_related("thread")
            .get(pk=contribution.pk)
        )
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


def take_over(other: Participant, *, by: Participant) -> None:
    """Have the votes of `other` be of `by`, who voted once where both did. Call it in a transaction.

    It locks as verbs do: threads, then what was said in them.
    """
    voted = Contribution.objects.filter(votes_cast__by=other)
    counted = Contribution.objects.filter(Q(pk__in=voted.values("pk")) | Q(pk__in=voted.values("merged_into")))
    keys = list(counted.order_by("pk").values_list("pk", flat=True))
    threads = Contribution.objects.filter(pk__in=keys).values("thread")
    list(Thread.objects.select_for_update(no_key=True).filter(pk__in=threads).order_by("pk"))
    rows = Contribution.objects.select_for_update(of=("self",), no_key=True).select_related("thread")
    locked = list(rows.filter(pk__in=keys).order_by("pk"))
    Vote.objects.filter(by=other).exclude(contribution__in=Vote.objects.filter(by=by).values("contribution")).update(
        by=by
    )
    Vote.objects.filter(by=other).delete()
    for row in locked:
        recount(row)


def recount(contribution: Contribution) -> None:
    """Write down the distinct people who voted, and have followers told. Call it with the row locked."""
    contribution.votes = tally(contribution)
    contribution.tallied_at = timezone.now()
    contribution.save(update_fields=["votes", "tallied_at"])
    log.tallied(contribution.thread, "contribution", contribution.pk)
