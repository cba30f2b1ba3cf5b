from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationConfig(AppConfig):
    name = "evidence.publication"
    verbose_name = _("Publication")

    def ready(self) -> None:
        from core.sitemaps import offer_sitemap
        from evidence.publication import citations
        from evidence.publication.panels import offer_panels
        from evidence.publication.sitemap import EditionSitemap, RegisterLists

        citations.register()
        offer_panels()
        offer_sitemap("evidence", EditionSitemap)
        offer_sitemap("register", RegisterLists)
