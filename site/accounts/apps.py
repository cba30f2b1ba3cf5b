from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "People"

    def ready(self) -> None:
        from accounts import disclosure  # noqa: F401 - registers its rules
        from accounts.domain import set_up_roles

        post_migrate.connect(lambda **_: set_up_roles(), dispatch_uid="accounts.set_up_roles", weak=False)
