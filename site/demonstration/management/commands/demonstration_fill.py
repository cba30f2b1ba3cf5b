"""Fill the demonstration for scale."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from accounts.models import User
from demonstration.load import evidence_call, load_demonstration
from demonstration.scale import fill


class Command(BaseCommand):
    help = "Add many illustrative submissions to the demonstration's call for evidence and rebuild the search index."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("submissions", type=int, help="how many to add")
        parser.add_argument("--no-index", action="store_true", help="leave the search index as it is")

    def handle(self, *args: Any, **options: Any) -> None:
        count = options["submissions"]
        if count < 1:
            raise CommandError("Say how many, 1 or more.")
        load_demonstration(say=self.stdout.write)
        secretary = User.objects.get(email="secretariat@moothall.example")
        editions = fill(
            evidence_call(), count, by=secretary, progress=lambda steps: tqdm(steps, unit=" batches of 500")
        )
        self.stdout.write(f"Added {count} submissions, {editions} of them published.")
        if not options["no_index"]:
            call_command("rebuild_index", interactive=False)
