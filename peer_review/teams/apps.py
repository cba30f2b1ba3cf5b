from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TeamsConfig(AppConfig):
    name = "peer_review.teams"
    label = "peer_teams"
    verbose_name = _("Review teams")

    def ready(self) -> None:
        from peer_review.reviews.queries.capacities import offer_capacities
        from peer_review.teams.queries.capacities import peers_of

        offer_capacities(peers_of)
