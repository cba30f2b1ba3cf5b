from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TeamsConfig(AppConfig):
    name = "peer_review.teams"
    label = "peer_teams"
    verbose_name = _("Review teams")

    def ready(self) -> None:
        from core.changes import subscribe
        from core.log_names import offer_names
        from core.outbox.addresses import keep_addresses
        from peer_review.reviews.domain.letters import offer_addresses
        from peer_review.reviews.enums import Capacity
        from peer_review.reviews.queries.capacities import offer_capacity
        from peer_review.reviews.queries.counting import offer_count
        from peer_review.reviews.queries.inside import offer_belonging
        from peer_review.teams import lifecycle  # noqa: F401 - registers its table
        from peer_review.teams.domain import invitations  # noqa: F401 - registers its sweeper
        from peer_review.teams.domain.telling import addresses_of, look_again
        from peer_review.teams.gates import stand_in_gates
        from peer_review.teams.panels import offer_panels
        from peer_review.teams.queries.feedback import hosts_to_say
        from peer_review.teams.queries.members import is_asked_or_sits, is_peer, names_of_members

        offer_capacity(Capacity.PEER, is_peer)
        offer_count("hosts_to_say", hosts_to_say)
        keep_addresses("teams.invitation", "teams.reminder", "teams.account_wanted", "teams.released")
        offer_belonging(is_asked_or_sits)
        subscribe(look_again)
        offer_addresses(addresses_of)
        offer_names("peer_teams.member", names_of_members)
        stand_in_gates()
        offer_panels()
