from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PoolConfig(AppConfig):
    name = "peer_review.pool"
    label = "pool"
    verbose_name = _("Pool of peers")

    def ready(self) -> None:
        from core.outbox.addresses import keep_addresses
        from peer_review.pool import disclosure, lifecycle, log_names, tasks  # noqa: F401 - register rules, tables, sweeps
        from peer_review.pool.panels import offer_panels

        keep_addresses("peer_reminder")
        log_names.offer()
        offer_panels()
