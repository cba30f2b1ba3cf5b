from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "peer_review.reports"
    label = "peer_reports"
    verbose_name = _("Reports of peer reviews")
