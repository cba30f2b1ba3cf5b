from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TeamsConfig(AppConfig):
    name = "peer_review.teams"
    label = "peer_teams"
    verbose_name = _("Review teams")
