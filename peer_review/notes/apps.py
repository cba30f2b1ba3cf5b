from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotesConfig(AppConfig):
    name = "peer_review.notes"
    label = "peer_notes"
    verbose_name = _("Notes")
