import peer_review.reviews.queries.capacities as capacities
from peer_review.reviews.enums import Capacity
from peer_review.teams.models import Member


def _peers(user, reviews):
    rows = Member.objects.filter(peer__user=user.pk, state="accepted", review__in=list(reviews))
    for review in rows.values_list("review", flat=True):
        yield review, Capacity.PEER


capacities.offer_capacities(_peers)
