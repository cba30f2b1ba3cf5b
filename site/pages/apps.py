from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        from wagtail.contrib.sitemaps import Sitemap

        from core.sitemaps import offer_sitemap

        offer_sitemap("pages", Sitemap)
