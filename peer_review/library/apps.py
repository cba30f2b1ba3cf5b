from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "peer_review.library"
    label = "peer_library"
    verbose_name = _("Learning library")

    def ready(self) -> None:
        from core.sitemaps import offer_sitemap
        from peer_review.library import panels
        from peer_review.library.sitemap import LibraryPages

        panels.offer_panels()
        offer_sitemap("peer-library", LibraryPages)
