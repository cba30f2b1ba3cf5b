from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Listen for what changes, and have the sweep find what was left."""
        from accounts.enums import Role
        from accounts.permissions import grant
        from core.changes import subscribe
        from core.sweep import sweeper
        from search import listeners
        from search.alerts import letters
        from search.alerts.domain import forget
        from search.alerts.run import tell_what_is_new
        from search.domain.apply import apply_changes, forget_old_changes
        from search.domain.notes import note
        from search.panels import offer_panels

        def sweep() -> int:
            forget_old_changes()
            return apply_changes()

        grant(
            Role.SECRETARIAT,
            "search.change_synonymlist",
            *(f"wagtailsearchpromotions.{verb}_searchpromotion" for verb in ("add", "change", "delete", "view")),
        )
        subscribe(note)
        sweeper("search index")(sweep)
        sweeper("searches saved")(tell_what_is_new)
        sweeper("searches never confirmed")(forget)
        letters.register()
        listeners.listen()
        offer_panels()
