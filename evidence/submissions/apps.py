from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "evidence.submissions"
    verbose_name = "Submissions"
