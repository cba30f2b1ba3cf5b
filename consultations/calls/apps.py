from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "consultations.calls"
    verbose_name = "Calls"
