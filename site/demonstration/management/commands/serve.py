"""One command from an empty folder to a running site. `make run` calls it."""

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tqdm import tqdm

from config.settings.env import read_environment
from demonstration.people import PASSWORD, SIGN_INS


class Migrate(migrate.Command):
    """Django's own, with one moving line in place of three hundred."""

    def __init__(self, step: Callable[[], object]) -> None:
        super().__init__()
        self.step = step

    def migration_progress_callback(self, action: str, migration: Any = None, fake: bool = False) -> None:
        if action == "apply_success":
            self.step()


class Command(BaseCommand):
    help = "Lay out the database, load the demonstration, build the index where that is still to be done, and serve."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.STAFF_WITHOUT_SECOND_FACTOR:
            raise CommandError("This serves the demonstration, in local mode alone. Run it as `make run`.")
        port = read_environment().port
        self._refuse_a_taken_port(port)
        self._prepare()
        self._greet()
        uvicorn.run(
            "config.asgi:application",
            host="localhost",
            port=port,
            log_config=None,
            access_log=False,
            ws_per_message_deflate=False,  # it would keep some 50 kB for each who follows
            ws_max_size=1_000,  # and nobody sends us anything there
        )

    def _refuse_a_taken_port(self, port: int) -> None:
        """Say so at once, and not after the database has been laid out. Raises CommandError."""
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                raise CommandError(f"Port {port} is taken. Choose another: make run PORT={port + 1}")

    def _prepare(self) -> None:
        executor = MigrationExecutor(connection)
        steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if steps:
            self._say("Laying out the database")
            with tqdm(total=len(steps), unit=" steps", leave=False, disable=None) as bar:
                call_command(Migrate(bar.update), interactive=False, verbosity=0)
        call_command("demonstration", stdout=self.stdout)
        if all(Path(one["PATH"]).exists() for one in settings.HAYSTACK_CONNECTIONS.values()):
            call_command("sweep", stdout=self.stdout)
        else:
            self._say("Building the search index")
            call_command("rebuild_index", "--noinput", stdout=self.stdout)

    def _greet(self) -> None:
        width = max(len(one.email) for one in SIGN_INS)
        self._say("")
        self._say(f"{settings.SERVICE_NAME} is open at {settings.BASE_URL}")
        self._say(f"Sign in at {settings.BASE_URL}/accounts/login/ with the password: {PASSWORD}")
        for one in SIGN_INS:
            self._say(f"  {one.email:{width}}  {one.does}")
        self._say(f"Mail that the site sends is shown at {settings.BASE_URL}/mail/. Stop with Ctrl+C.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
