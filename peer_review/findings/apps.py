from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FindingsConfig(AppConfig):
    name = "peer_review.findings"
    label = "peer_findings"
    verbose_name = _("Findings")

    def ready(self) -> None:
        from core.log_names import offer_names
        from peer_review.findings import disclosure, lifecycle, panels  # noqa: F401 - registers its rule
        from peer_review.findings.domain.leaving import ask_another_second
        from peer_review.findings.queries.names import names_of_findings
        from peer_review.teams.leaving import offer_leaving

        lifecycle.stand_in_the_gate()
        offer_leaving(ask_another_second)
        panels.offer_panels()
        offer_names("peer_findings.finding", names_of_findings)
