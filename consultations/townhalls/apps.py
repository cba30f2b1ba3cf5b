from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TownHallsConfig(AppConfig):
    name = "consultations.townhalls"
    verbose_name = _("Town halls")

    def ready(self) -> None:
        from consultations.townhalls import citations, letters
        from consultations.townhalls.lasting import guard_pages
        from consultations.townhalls.live import agenda, polls  # noqa: F401 - say how these look to those who follow
        from consultations.townhalls.panels import offer_panels
        from consultations.townhalls.sitemap import TownHallLists
        from core.sitemaps import offer_sitemap

        guard_pages()
        citations.register()
        letters.register()
        offer_panels()
        offer_sitemap("town-halls", TownHallLists)
