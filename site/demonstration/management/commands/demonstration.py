"""Load the demonstration review, and fill it for scale."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from accounts.models import User
from demonstration.load import evidence_call, load_demonstration
from demonstration.scale import fill


class Command(BaseCommand):
    help = "Load the demonstration review, once; with --submissions, add many more and rebuild the search index."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--submissions", type=int, default=0, help="how many illustrative submissions to add")
        parser.add_argument("--no-index", action="store_true", help="leave the search index as it is")

    def handle(self, *args: Any, **options: Any) -> None:
        count = options["submissions"]
        if count < 0:
            raise CommandError("Say how many, 0 or more.")
        if load_demonstration(say=self.stdout.write):
            self.stdout.write("The demonstration is loaded.")
        if count:
            self._fill(count)
            if not options["no_index"]:
                call_command("rebuild_index", "--noinput")

    def _fill(self, count: int) -> None:
        secretary = User.objects.get(email="secretariat@moothall.example")
        editions = fill(
            evidence_call(), count, by=secretary, progress=lambda steps: tqdm(steps, unit=" batches of 500")
        )
        self.stdout.write(f"Added {count} submissions, {editions} of them published.")
