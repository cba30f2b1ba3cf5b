"""Check the audit log's chain of hashes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.audit import Entry, first_broken_link


class Command(BaseCommand):
    help = "Verify the chain of the audit log; name the first entry that does not hold and exit with 1."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = first_broken_link()
        if broken:
            number, why = broken
            raise CommandError(f"The audit log breaks at entry {number}: {why}.")
        last = Entry.objects.last()
        if last is None:
            self.stdout.write("The audit log is empty.")
            return
        # Whoever keeps this hash elsewhere can later tell whether the end of the log was cut off and written anew.
        self.stdout.write(f"The audit log holds: {last.number} entries, the last with the hash {last.hash}.")
