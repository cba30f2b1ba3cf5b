from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "peer_review.reports"
    label = "peer_reports"
    verbose_name = _("Reports of peer reviews")

    def ready(self) -> None:
        from core.log_names import offer_names
        from core.sitemaps import offer_sitemap
        from peer_review.reports import checks, citations, disclosure, gates, lifecycle, panels  # noqa: F401 - register themselves
        from peer_review.reports.domain import tasks  # noqa: F401 - register its sweeper
        from peer_review.reports.queries import names, waiting
        from peer_review.reports.sitemap import ReportSitemap
        from peer_review.reviews.queries.counting import offer_count

        disclosure.keep_inside()
        citations.register()
        gates.stand_in_gates()
        panels.offer_panels()
        offer_count("undecided", waiting.undecided)
        offer_count("unanswered", waiting.unanswered)
        offer_count("untold_by_hosts", waiting.untold_by_hosts)
        offer_count("untold_by_team", waiting.untold_by_team)
        offer_count("to_check", waiting.to_check)
        offer_sitemap("peer-reports", ReportSitemap)
        offer_names("peer_reports.report", names.names_of_reports)
        offer_names("peer_reports.factcomment", names.names_of_comments)
        offer_names("peer_reports.action", names.names_of_actions)
        offer_names("peer_reports.progress", names.names_of_progress)
