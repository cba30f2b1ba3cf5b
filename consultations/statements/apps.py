from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatementsConfig(AppConfig):
    name = "consultations.statements"
    verbose_name = _("Principles and recommendations")

    def ready(self) -> None:
        from consultations.statements import citations, log_names
        from consultations.statements.lasting import guard_pages
        from consultations.statements.panels import offer_panels
        from consultations.statements.sitemap import StatementLists, Statements
        from core.sitemaps import offer_sitemap

        guard_pages()
        citations.register()
        log_names.offer()
        offer_panels()
        offer_sitemap("statement-lists", StatementLists)
        offer_sitemap("statements", Statements)
