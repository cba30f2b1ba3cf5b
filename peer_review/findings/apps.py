from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FindingsConfig(AppConfig):
    name = "peer_review.findings"
    label = "peer_findings"
    verbose_name = _("Findings")
