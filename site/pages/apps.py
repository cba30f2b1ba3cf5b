from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from wagtail.contrib.sitemaps import Sitemap

        from core.sitemaps import offer_sitemap
        from pages import citations, signals  # noqa: F401 - connects its receivers

        citations.register()
        offer_sitemap("pages", Sitemap)
