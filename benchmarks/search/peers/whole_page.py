"""The search page as people get it: middleware, view, database, engine and template, asked through Django's handler."""

import gc
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.search import corpus
from benchmarks.search.questions import Question
from benchmarks.search.sizes import files_kept

NAMES = {"respondent": "who", "organisation_type": "type", "region": "region"}


class WholePage:
    """Keeps its database, which takes minutes to fill, from one run to the next. Its words are the corpus's."""

    def __init__(self, place: str, size: int) -> None:
        self.folder, self.size = Path(place), size
        self.folder.mkdir(parents=True, exist_ok=True)
        os.environ.update(DJANGO_SETTINGS_MODULE="config.settings.local", DATA_DIR=place, LOG_LEVEL="ERROR")
        os.environ.pop("SEARCH_URL", None)
        import django

        django.setup()
        from django.test import Client

        self.client = Client(headers={"host": "localhost"})

    def prepared(self) -> Iterator[Sequence[Any]]:
        """Fill the database up to the size wanted; nothing is handed over, as the index is built from the database."""
        from django.core.management import call_command

        from accounts.models import User
        from demonstration.load import evidence_call, load_demonstration
        from demonstration.scale import Manner, fill
        from evidence.publication.models import Edition
        from evidence.submissions.enums import SubmissionState

        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        load_demonstration(say=lambda _: None)
        missing = self.size - Edition.objects.count()
        if missing > 0:
            manner = Manner((SubmissionState.PUBLISHED,), lambda _, words, chance: corpus.text(chance, words))
            fill(evidence_call(), missing, by=User.objects.get(email="secretariat@moothall.example"), manner=manner)
        yield ()

    def lay_down(self, batches: Iterator[Sequence[Any]]) -> None:
        """Build the public index from the database, as `rebuild_index` does."""
        from search.domain.rebuild import rebuild

        for _ in batches:
            rebuild()
        gc.collect()
        gc.freeze()  # as the server does (config.asgi), so that what was loaded is not looked at again and again

    def ask(self, question: Question) -> list[Any]:
        """Return nothing of what the page says: it must be there."""
        chosen = {NAMES[name]: value for name, value in question.choices}
        response = self.client.get("/search/", {"q": question.words, **chosen})
        if response.status_code != 200:  # noqa: PLR2004
            raise SystemExit(f"The search page answered {response.status_code} to {question}.")
        return []

    def bytes_kept(self) -> int:
        return files_kept(self.folder / "index")
