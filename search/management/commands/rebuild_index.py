"""`manage.py rebuild_index`: in place of Haystack's, which empties the index that people are searching."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from haystack.exceptions import SearchBackendError
from tqdm import tqdm

from search.domain.apply import apply_changes
from search.domain.rebuild import documents_to_build, rebuild


class Command(BaseCommand):
    help = "Build the search index anew beside the present one, and swap. Searches go on meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--noinput", action="store_false", dest="interactive", help="As Haystack's own command has it; never asks."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["verbosity"] == 0
        with tqdm(total=documents_to_build(), desc="Search index", unit="doc", disable=quiet, leave=False) as bar:
            try:
                laid = rebuild(bar.update)
                apply_changes()
            except SearchBackendError as error:
                raise CommandError(str(error)) from error
        if not quiet:
            self.stdout.write(f"The search index holds {laid} documents." if laid != 1 else "It holds 1 document.")
