from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from wagtail.contrib.sitemaps import Sitemap

        from core.sitemaps import offer_sitemap

        offer_sitemap("pages", Sitemap)
