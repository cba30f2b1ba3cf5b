from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "peer_review.reports"
    label = "peer_reports"
    verbose_name = _("Reports of peer reviews")

    def ready(self) -> None:
        from peer_review.reports import citations, disclosure, gates, lifecycle  # noqa: F401 - register its table
        from peer_review.reports.domain import tasks  # noqa: F401 - register its sweeper

        disclosure.keep_inside()
        citations.register()
        gates.stand_in_gates()
