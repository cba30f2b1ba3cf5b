from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "evidence.submissions"
    verbose_name = "Submissions"

    def ready(self) -> None:
        from evidence.submissions import disclosure, signals  # noqa: F401 - registers its rules; listens to sign-in
        from evidence.submissions.files import lifecycle, tasks  # noqa: F401 - register a table and sweepers
