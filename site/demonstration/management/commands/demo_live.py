"""Play an illustrative session into the town hall that is live. `make demo-live` calls it while `make run` runs."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from consultations.townhalls.enums import TownHallState
from core.errors import Refused
from demonstration.live_session import Session
from demonstration.townhalls import live_hall

MODERATOR = "moderator@moothall.example"


class Command(BaseCommand):
    help = "Play an illustrative session into the demonstration's live town hall, so that it can be watched."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--pace", type=float, default=4.0, help="seconds between two steps")

    def handle(self, *args: Any, **options: Any) -> None:
        pace = options["pace"]
        if not 0 <= pace <= 3_600:  # noqa: PLR2004
            raise CommandError("Say how many seconds between two steps: 0 or more.")
        hall, moderator = live_hall(), User.objects.filter(email=MODERATOR).first()
        if hall is None or moderator is None:
            raise CommandError("The demonstration is not loaded. Run `make run` first.")
        if hall.state != TownHallState.LIVE:
            raise CommandError("The town hall is not live. Go live at its desk first.")
        self.stdout.write(f"Playing into “{hall.title}”: {hall.full_url}")
        try:
            for done in Session(hall, moderator).steps():
                self.stdout.write(f"  {done}")
                self.stdout.flush()
                time.sleep(pace)
        except Refused as refused:
            raise CommandError(f"The session stops here: {refused}") from None
