from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "peer_review.library"
    label = "peer_library"
    verbose_name = _("Learning library")
