"""`manage.py rebuild_index`: in place of Haystack's, which empties the index that people are searching."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from haystack.exceptions import SearchBackendError
from tqdm import tqdm

from search.domain.apply import apply_changes
from search.domain.rebuild import documents_to_build, rebuild
from search.enums import Alias


class Command(BaseCommand):
    help = "Build the search indexes anew beside the present ones, and swap. Searches go on meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--noinput", action="store_false", dest="interactive", help="As Haystack's own command has it; never asks."
        )
        parser.add_argument(
            "--using", choices=Alias.values, action="append", help="One connection; all of them without this."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = [Alias(alias) for alias in options["using"] or Alias.values]
        quiet = options["verbosity"] == 0
        laid: dict[Alias, int] = {}
        with tqdm(
            total=sum(map(documents_to_build, chosen)), desc="Search index", unit="doc", disable=quiet, leave=False
        ) as bar:
            try:
                for alias in chosen:
                    laid[alias] = rebuild(bar.update, alias=alias)
                apply_changes()
            except SearchBackendError as error:
                raise CommandError(str(error)) from error
        for alias, number in laid.items() if not quiet else ():
            holds = f"{number} documents" if number != 1 else "1 document"
            self.stdout.write(f"The search index of {NAMES[alias]} holds {holds}.")


NAMES = {Alias.PUBLIC: "the public", Alias.STAFF: "staff"}
