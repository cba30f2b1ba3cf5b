from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "evidence.publication"
    verbose_name = "Publication"
