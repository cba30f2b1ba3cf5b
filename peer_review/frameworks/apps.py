from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FrameworksConfig(AppConfig):
    name = "peer_review.frameworks"
    verbose_name = _("Frameworks of peer review")

    def ready(self) -> None:
        from core.sitemaps import offer_sitemap
        from peer_review.frameworks import lifecycle, log_names  # noqa: F401 - registers its table
        from peer_review.frameworks.panels import offer_panels
        from peer_review.frameworks.sitemap import FrameworkList, Frameworks

        log_names.offer()
        offer_panels()
        offer_sitemap("framework-list", FrameworkList)
        offer_sitemap("frameworks", Frameworks)
