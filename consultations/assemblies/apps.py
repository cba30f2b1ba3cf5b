from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssembliesConfig(AppConfig):
    name = "consultations.assemblies"
    verbose_name = _("Standing bodies")

    def ready(self) -> None:
        from consultations.assemblies import disclosure, lifecycle  # noqa: F401 - register a rule, and tables
        from consultations.assemblies.lasting_sessions import guard_pages
        from consultations.assemblies.panels_of_sessions import offer_panels

        guard_pages()
        offer_panels()
