from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")
    default = True

    def ready(self) -> None:
        from accounts import log_names
        from accounts.domain import set_up_roles
        from accounts.signals import connect

        connect()
        log_names.offer()
        # After the last app, because by then every app has its permissions.
        last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]

        def after_migrate(**kwargs: Any) -> None:
            set_up_roles()

        post_migrate.connect(after_migrate, sender=last, dispatch_uid="accounts.set_up_roles", weak=False)


class PeopleInWagtail(WagtailUsersAppConfig):
    """Wagtail's administration of people, with our forms."""

    user_viewset = "accounts.people.PeopleViewSet"
    default = False
