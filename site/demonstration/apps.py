from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    name = "demonstration"
    verbose_name = "The demonstration review"
