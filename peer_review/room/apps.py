from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoomConfig(AppConfig):
    name = "peer_review.room"
    label = "peer_room"
    verbose_name = _("Evidence rooms")

    def ready(self) -> None:
        from core.log_names import offer_names
        from core.outbox.addresses import keep_addresses
        from peer_review.room import files, gates, panels
        from peer_review.room.queries import names_of_files, names_of_items

        files.register()
        gates.stand_in_gates()
        keep_addresses("evidence.given", "evidence.pack")
        panels.offer_panels()
        offer_names("peer_room.item", names_of_items)
        offer_names("peer_room.itemfile", names_of_files)
