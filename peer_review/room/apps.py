from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoomConfig(AppConfig):
    name = "peer_review.room"
    label = "peer_room"
    verbose_name = _("Evidence rooms")

    def ready(self) -> None:
        from core.checks import NEVER_DISCLOSED
        from core.log_names import offer_names
        from peer_review.room import files, panels
        from peer_review.room.queries import names_of_files, names_of_items

        why = "read by those inside its review alone, as the rights of reviews.disclosure say"
        NEVER_DISCLOSED.update({"peer_room.Item": why, "peer_room.ItemFile": why})
        files.register()
        panels.offer_panels()
        offer_names("peer_room.item", names_of_items)
        offer_names("peer_room.itemfile", names_of_files)
