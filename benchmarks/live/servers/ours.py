"""Ours, whole: what is said is written to the database, read by the hub of this process, and sent.

`prepare` lays out a database with one live town hall in DATA_DIR and ends.
"""

import os
import sys
import time
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import django

from benchmarks.live import WORDS
from benchmarks.live.servers import Server, serve

os.environ.update(DJANGO_SETTINGS_MODULE="config.settings.local", LOG_LEVEL="ERROR")
from config.settings import local

# As on a machine that people use: what else a contribution brings about, such as its place in the index, a worker does.
local.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
TITLE = "A town hall to be measured"


def prepare() -> None:
    from django.core.management import call_command
    from django.utils import timezone
    from wagtail.models import Page

    from consultations.townhalls.domain.participants import from_browser
    from consultations.townhalls.domain.threads import thread_of
    from consultations.townhalls.enums import TownHallState
    from consultations.townhalls.models import TownHallPage

    call_command("migrate", verbosity=0)
    now = timezone.now()
    hall = TownHallPage(
        title=TITLE, summary=TITLE, starts_at=now, ends_at=now + timedelta(hours=2), state=TownHallState.LIVE
    )
    Page.get_first_root_node().get_children().first().add_child(instance=hall)
    thread_of(hall)
    from_browser()


class Ours(Server):
    def __init__(self) -> None:
        super().__init__()
        from consultations.townhalls import log
        from consultations.townhalls.domain.threads import thread_of
        from consultations.townhalls.models import Participant, TownHallPage

        self.hall = TownHallPage.objects.get(title=TITLE)
        self.by = Participant.objects.get()
        self.thread = thread_of(self.hall)
        self.path = f"/town-halls/{self.thread.key}/live/"
        self.told: dict[str, Any] = {}
        log.have_bell(self.bell)

    def bell(self, key: UUID, stream: str, seq: int) -> None:
        """Note when what the public sees was committed."""
        if stream == "public":
            self.told = {"n": seq, "at": time.time()}

    def cursor(self) -> str:
        from consultations.townhalls import log

        return str(log.cursor_of(self.thread))

    def say(self, number: int) -> dict[str, Any]:
        """Send a question as a host does. It is there when it is committed; this thread writes and does nothing else."""
        from consultations.townhalls.domain.speaking import Words, contribute
        from consultations.townhalls.enums import ContributionKind

        begun = time.thread_time()
        words = Words(uuid4(), ContributionKind.QUESTION, f"{number}: {WORDS}")
        contribute(hall=self.hall, words=words, by=self.by, is_host=True)
        return {**self.told, "writing": time.thread_time() - begun}


if __name__ == "__main__":
    if sys.argv[1:] == ["prepare"]:
        django.setup()
        prepare()
    else:
        from config.asgi import application

        serve(Ours(), application)
