"""`manage.py search_check`: whether the indexes hold what the database says, and no more."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from haystack.exceptions import SearchBackendError
from tqdm import tqdm

from search.domain.apply import apply_changes
from search.domain.check import Differences, compare, repair
from search.domain.rebuild import documents_to_build
from search.enums import Alias


class Command(BaseCommand):
    help = "Compare the search indexes with the database; exit with 1 when they differ. --repair mends what does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="Lay down anew what differs, and compare once more.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = self._compare(options)
            if options["repair"] and any(one.groups for one in found.values()):
                for alias, differences in found.items():
                    repair(alias, differences)
                apply_changes()
                found = self._compare(options)
        except SearchBackendError as error:
            raise CommandError(str(error)) from error
        if any(one.groups for one in found.values()):
            sys.exit(1)

    def _compare(self, options: dict[str, Any]) -> dict[Alias, Differences]:
        quiet = options["verbosity"] == 0
        found = {}
        total = sum(map(documents_to_build, Alias))
        with tqdm(total=total, desc="Comparing", unit="doc", disable=quiet, leave=False) as bar:
            for alias in Alias:
                found[alias] = compare(alias, bar.update)
        for alias, one in found.items() if not quiet else ():
            self.stdout.write(
                f"{alias.value}: compared {one.compared:,}, missing {len(one.missing):,}, too many {len(one.surplus):,}, "
                f"out of date {len(one.outdated):,}, waiting {one.waiting:,}."
            )
        return found
