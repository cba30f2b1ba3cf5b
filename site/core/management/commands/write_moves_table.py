"""Bring docs/permissions.md up to date with the lifecycles."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from core.moves_table import with_moves


class Command(BaseCommand):
    help = "Write the table of every move into docs/permissions.md."

    def handle(self, *args: Any, **options: Any) -> None:
        page = settings.BASE_DIR / "docs" / "permissions.md"
        page.write_text(with_moves(page.read_text()))
        self.stdout.write("docs/permissions.md is up to date.")
