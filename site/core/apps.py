from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


def make_cache_table(using: str, verbosity: int, **_: Any) -> None:
    """Where the cache is kept in the database, its table belongs to the layout. Does nothing otherwise."""
    call_command("createcachetable", database=using, verbosity=verbosity)


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Kernel")

    def ready(self) -> None:
        from core import request_log
        from core.panels import offer
        from core.staff import letters_given_up, log_to_read

        import_module("core.kit")
        import_module("core.checks")
        autodiscover_modules("components", "lifecycle", "disclosure")
        request_log.connect()
        offer("staff-home", "core/staff/given_up.html", letters_given_up, order=90)
        offer("staff-home", "core/staff/log.html", log_to_read, order=95)
        post_migrate.connect(make_cache_table, sender=self, dispatch_uid="core.cache_table")
