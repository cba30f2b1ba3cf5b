"""Give a new site its first pages. Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand

from pages.domain import set_up_site


class Command(BaseCommand):
    help = "Make the home page, privacy notice, accessibility, cookie, contact, help and terms pages where missing."

    def handle(self, *args: Any, **options: Any) -> None:
        home = set_up_site()
        self.stdout.write(f"The site stands: {home.get_descendant_count() + 1} pages.")
