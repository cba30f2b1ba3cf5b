from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssembliesConfig(AppConfig):
    name = "consultations.assemblies"
    verbose_name = _("Standing bodies")

    def ready(self) -> None:
        from consultations.assemblies import (  # noqa: F401 - register their rules and tables
            citations,
            disclosure,
            lasting,
            lasting_sessions,
            lifecycle,
            panels_of_sessions,
        )
        from consultations.assemblies.panels import advice, bodies, members, news
        from consultations.assemblies.queries.advice import names_of_advice
        from consultations.assemblies.queries.names import names_of_bodies, names_of_members
        from consultations.assemblies.sitemap import BodyLists
        from consultations.assemblies.sitemap_of_advice import AdviceLists, AdviceSitemap
        from core.log_names import offer_names
        from core.sitemaps import offer_sitemap

        citations.register()
        lasting.guard_pages()
        lasting_sessions.guard_pages()
        offer_names("assemblies.bodypage", names_of_bodies)
        offer_names("assemblies.member", names_of_members)
        bodies.offer_panels()
        panels_of_sessions.offer_panels()
        advice.offer_panels()
        members.offer_panels_of_members()
        news.offer_to_reviews()
        offer_names("assemblies.advice", names_of_advice)
        offer_sitemap("bodies", BodyLists)
        offer_sitemap("advice-register", AdviceLists)
        offer_sitemap("advice", AdviceSitemap)
