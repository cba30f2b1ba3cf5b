from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubmissionsConfig(AppConfig):
    name = "evidence.submissions"
    verbose_name = _("Submissions")

    def ready(self) -> None:
        from evidence.submissions import disclosure, log_names, signals  # noqa: F401 - registers its rules; listens to sign-in
        from evidence.submissions.files import attachments, tasks  # noqa: F401 - register sweepers

        attachments.register()
        log_names.offer()
