from collections.abc import Collection
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TeamsConfig(AppConfig):
    name = "peer_review.teams"
    label = "peer_teams"
    verbose_name = _("Review teams")

    def ready(self) -> None:
        from peer_review.reviews.queries.capacities import offer_capacities

        offer_capacities(_in_the_team)


def _in_the_team(user: Any, reviews: Collection[int]) -> Any:
    from peer_review.reviews.enums import Capacity
    from peer_review.teams.models import Member

    rows = Member.objects.filter(peer__user=user.pk, review__in=list(reviews), state="accepted")
    return [(review, Capacity.PEER) for review in rows.values_list("review", flat=True)]
