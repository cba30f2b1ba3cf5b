from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkstreamsConfig(AppConfig):
    name = "consultations.workstreams"
    verbose_name = _("Workstreams")

    def ready(self) -> None:
        from consultations.workstreams import citations, tasks  # noqa: F401 - say what its pages show, and what the sweep does
        from consultations.workstreams.panels import offer_panels

        offer_panels()
