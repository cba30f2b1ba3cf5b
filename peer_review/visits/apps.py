from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VisitsConfig(AppConfig):
    name = "peer_review.visits"
    label = "peer_visits"
    verbose_name = _("Days on site")

    def ready(self) -> None:
        from core.log_names import offer_names
        from core.outbox.addresses import keep_addresses
        from peer_review.teams.leaving import offer_leaving
        from peer_review.visits import disclosure  # noqa: F401 - registers its rules
        from peer_review.visits.domain.handing_over import hand_over_meetings
        from peer_review.visits.domain.telling import KIND  # and registers the words of its mail
        from peer_review.visits.gates import stand_in_gates
        from peer_review.visits.panels import offer_panels
        from peer_review.visits.queries.meetings import names_of_meetings

        offer_names("peer_visits.meeting", names_of_meetings)
        keep_addresses(KIND)
        offer_leaving(hand_over_meetings)
        stand_in_gates()
        offer_panels()
