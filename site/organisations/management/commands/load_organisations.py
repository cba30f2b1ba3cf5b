"""Bring the register of bodies up to the file. Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand

from organisations.domain import load_register


class Command(BaseCommand):
    help = "Load the integrated care boards and national bodies that the project's facts name; change nothing else."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_register()
        self.stdout.write(f"Organisations: {loaded.added} added, {loaded.filled} filled.")
