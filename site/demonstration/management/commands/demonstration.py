"""Load the demonstration review."""

from typing import Any

from django.core.management.base import BaseCommand

from demonstration.load import load_demonstration


class Command(BaseCommand):
    help = "Load the demonstration review, once; loading it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if load_demonstration(say=self.stdout.write):
            self.stdout.write("The demonstration is loaded.")
