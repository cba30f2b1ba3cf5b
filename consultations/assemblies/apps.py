from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssembliesConfig(AppConfig):
    name = "consultations.assemblies"
    verbose_name = _("Standing bodies")

    def ready(self) -> None:
        from consultations.assemblies import disclosure, lifecycle  # noqa: F401 - register their rules and tables
        from consultations.assemblies.panels.advice import offer_panels
        from consultations.assemblies.panels.members import offer_panels_of_members
        from consultations.assemblies.queries.advice import names_of_advice
        from consultations.assemblies.sitemap_of_advice import AdviceLists, AdviceSitemap
        from core.log_names import offer_names
        from core.sitemaps import offer_sitemap

        offer_panels()
        offer_panels_of_members()
        offer_names("assemblies.advice", names_of_advice)
        offer_sitemap("advice-register", AdviceLists)
        offer_sitemap("advice", AdviceSitemap)
