from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "evidence.publication"
    verbose_name = "Publication"

    def ready(self) -> None:
        from core.sitemaps import offer_sitemap
        from evidence.publication.panels import offer_panels
        from evidence.publication.sitemap import EditionSitemap, RegisterLists

        offer_panels()
        offer_sitemap("evidence", EditionSitemap)
        offer_sitemap("register", RegisterLists)
