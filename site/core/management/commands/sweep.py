"""Do what a dead process left undone. Run it every minute beside the worker."""

from typing import Any

from django.core.management.base import BaseCommand

from core.sweep import sweepers


class Command(BaseCommand):
    help = "Find work that waits (mail not sent, files not scanned, index not told) and do it."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, sweeper in sweepers():
            count = sweeper()
            if count:
                self.stdout.write(f"{name}: {count}")
