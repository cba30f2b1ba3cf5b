"""Writing down anew what every text refers to."""

from typing import Any

from django.core.management.base import BaseCommand

from core.citations.anew import write_all_anew


class Command(BaseCommand):
    help = "Writes down anew what every text refers to, so that links back are shown of what is older than them. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        for one in write_all_anew():
            said = f"{one.kind}: {one.rows} rows, {one.change.added} references added, {one.change.gone} taken away"
            self.stdout.write(f"{said}, {one.orphans} of rows that are gone." if one.orphans else f"{said}.")
