from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CallsConfig(AppConfig):
    name = "consultations.calls"
    verbose_name = _("Calls")

    def ready(self) -> None:
        from consultations.calls import citations, signals  # noqa: F401 - what its pages show; its receivers
        from consultations.calls.lasting import guard_pages
        from consultations.calls.panels import offer_panels
        from consultations.calls.queries import names_in_the_log
        from consultations.calls.sitemap import CallLists
        from core.log_names import offer_names
        from core.sitemaps import offer_sitemap

        offer_names("calls.callpage", names_in_the_log)
        offer_panels()
        offer_sitemap("calls", CallLists)
        guard_pages()
