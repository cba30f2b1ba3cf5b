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
            lifecycle,
            signals,
        )
        from consultations.assemblies.panels import advice, bodies, members, news, sessions, staff
        from consultations.assemblies.queries.names import names_of_advice, names_of_bodies, names_of_members
        from consultations.assemblies.sitemap import AdviceSitemap, BodyLists
        from core.log_names import offer_names
        from core.sitemaps import offer_sitemap

        citations.register()
        lasting.guard_pages()
        offer_names("assemblies.bodypage", names_of_bodies)
        offer_names("assemblies.member", names_of_members)
        offer_names("assemblies.advice", names_of_advice)
        bodies.offer_panels()
        sessions.offer_panels()
        advice.offer_panels()
        members.offer_panels()
        staff.offer_panels()
        news.offer_to_reviews()
        offer_sitemap("bodies", BodyLists)
        offer_sitemap("advice", AdviceSitemap)
