from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VisitsConfig(AppConfig):
    name = "peer_review.visits"
    label = "peer_visits"
    verbose_name = _("Days on site")
