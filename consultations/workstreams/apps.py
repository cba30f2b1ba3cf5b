from django.apps import AppConfig


class WorkstreamsConfig(AppConfig):
    name = "consultations.workstreams"
    verbose_name = "Workstreams"

    def ready(self) -> None:
        from consultations.workstreams.panels import offer_panels

        offer_panels()
