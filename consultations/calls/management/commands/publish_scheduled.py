"""Wagtail's command, which stops at the first page that it may not publish, made to go on to the others."""

from typing import Any

from wagtail.management.commands import publish_scheduled

from consultations.calls.domain.schedules import drop_refused_ends, publish_what_is_due


class Command(publish_scheduled.Command):
    help = "Publish and unpublish what is due. A schedule that a guard refuses is dropped, and logged with the reason."

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dryrun"]:
            for page in [*drop_refused_ends(), *publish_what_is_due()]:
                self.stderr.write(f"Not done, and its schedule dropped: {page}. The audit log says why.")
        super().handle(*args, **options)
