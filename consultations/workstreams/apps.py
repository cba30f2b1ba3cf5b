from django.apps import AppConfig


class WorkstreamsConfig(AppConfig):
    name = "consultations.workstreams"
    verbose_name = "Workstreams"
