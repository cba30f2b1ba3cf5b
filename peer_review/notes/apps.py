from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotesConfig(AppConfig):
    name = "peer_review.notes"
    label = "peer_notes"
    verbose_name = _("Notes")

    def ready(self) -> None:
        from core.log_names import offer_names
        from peer_review.notes import panels, tasks  # noqa: F401 - tasks register a sweeper
        from peer_review.notes.domain.leaving import hand_over
        from peer_review.notes.queries import names_of_notes
        from peer_review.teams.leaving import offer_leaving

        panels.offer_panels()
        offer_leaving(hand_over)
        offer_names("peer_notes.note", names_of_notes)
