"""Close the service for work on it, and open it again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pages.middleware import maintenance_notice


class Command(BaseCommand):
    help = "maintenance on [--until 'It will be back at 14:00.'] closes every page with a plain notice; off opens them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("switch", choices=["on", "off"])
        parser.add_argument("--until", default="", help="a whole sentence that says when the service will be back")

    def handle(self, *args: Any, **options: Any) -> None:
        notice = maintenance_notice()
        if options["switch"] == "on":
            notice.parent.mkdir(parents=True, exist_ok=True)
            notice.write_text(options["until"], encoding="utf-8")
        else:
            notice.unlink(missing_ok=True)
        self.stdout.write(f"Maintenance is {options['switch']}.")
