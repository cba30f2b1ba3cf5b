from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssembliesConfig(AppConfig):
    name = "consultations.assemblies"
    verbose_name = _("Standing bodies")

    def ready(self) -> None:
        from consultations.assemblies import (  # noqa: F401 - registers its rule
            disclosure,
            lifecycle,
            panels_of_sessions,
        )

        panels_of_sessions.offer_panels()
