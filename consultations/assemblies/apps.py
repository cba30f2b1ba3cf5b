from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssembliesConfig(AppConfig):
    name = "consultations.assemblies"
    verbose_name = _("Standing bodies")

    def ready(self) -> None:
        from consultations.assemblies import lifecycle  # noqa: F401 - registers its tables
