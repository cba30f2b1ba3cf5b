from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoomConfig(AppConfig):
    name = "peer_review.room"
    label = "peer_room"
    verbose_name = _("Evidence rooms")
