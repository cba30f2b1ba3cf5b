"""The pages people wait for, at scale: queries, milliseconds and bytes with 20,000 submissions behind them.

Run it as `make bench-pages`. It fills a database of its own in var/bench (once; `SUBMISSIONS=` for another size) and asks for
each page through the whole of Django, middleware and templates included. The floor is a view that does nothing, asked for
the same way, and the peer is a plain page of Wagtail's: what a page costs before it says anything. The queries are counted
once more with the demonstration alone, in var/bench-few: a page that is flat makes as many.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT / "var" / os.environ.get("BENCH", "bench")
SUBMISSIONS = int(os.environ.get("SUBMISSIONS", "20000"))
RUNS = int(os.environ.get("RUNS", "60"))

sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
os.environ.update(
    DJANGO_SETTINGS_MODULE="config.settings.local",
    DATA_DIR=str(BENCH),
    STAFF_WITHOUT_SECOND_FACTOR="yes",
    LOG_LEVEL="ERROR",
)

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import QuerySet  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from accounts.models import User  # noqa: E402
from benchmarks.report import Row, at_most, figure, tell, timed  # noqa: E402
from consultations.calls.models import CallPage  # noqa: E402
from demonstration.load import evidence_call, load_demonstration  # noqa: E402
from evidence.publication.models import Edition  # noqa: E402
from evidence.submissions.models import Submission  # noqa: E402
from peer_review.assessments.models import Assessment  # noqa: E402
from peer_review.reviews.enums import ReviewState  # noqa: E402
from peer_review.reviews.models import Review  # noqa: E402
from peer_review.room.queries import lines_of  # noqa: E402
from peer_review.teams.models import Member  # noqa: E402
from peer_review.teams.queries.members import counted  # noqa: E402

QUERIES = 15
FORM_STEP_MS = 40
LIST_MS, LIST_KB = 100, 60


@dataclass(frozen=True)
class PageAsked:
    name: str
    client: Client
    url: str
    milliseconds: float | None = None
    kilobytes: float | None = None


def main() -> None:
    prepare()
    rows: list[Row] = [figure("submissions in the database", Submission.objects.count(), "rows")]
    floor = measured(PageAsked("floor: a view that does nothing", Client(), "/-/liveness"), rows)
    peer = measured(PageAsked("peer: a plain page of words", Client(), "/accessibility/"), rows)
    few = queries_with_few() if SUBMISSIONS else {}
    for page in pages():
        spent = measured(page, rows)
        if few:
            name = f"{page.name}: queries"
            more = next(row.value for row in rows if row.name == name) - few[name]
            rows.append(at_most(f"{name} more than with few rows", more, "queries", 0))
        rows.append(figure(f"{page.name}: times the floor", spent / floor, "times"))
        rows.append(figure(f"{page.name}: times the peer", spent / peer, "times"))
    tell(f"Pages with {SUBMISSIONS:,} submissions", rows)


def prepare() -> None:
    """Make and fill the benchmark's own database, once."""
    BENCH.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    load_demonstration()
    missing = SUBMISSIONS - Submission.objects.count()
    if missing > 0:
        call_command("demonstration", submissions=missing, no_index=True)


def queries_with_few() -> dict[str, float]:
    """Return by row how many queries the same pages make with the demonstration's forty submissions alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "few.json"
        few = {"BENCH": "bench-few", "SUBMISSIONS": "0", "RUNS": "2", "JSON": str(path)}
        environment = {**os.environ, **few, "DATA_DIR": str(BENCH.with_name("bench-few"))}
        command = [sys.executable, "-m", "benchmarks.pages"]
        subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
        rows = json.loads(path.read_text())
    return {row["name"]: row["value"] for row in rows if row["unit"] == "queries"}


def pages() -> list[PageAsked]:
    call = evidence_call()
    writer, draft = signed_in_writer(call)
    staff = signed_in("secretariat@moothall.example")
    section = call.sections.filter(retired_at=None).order_by("position").first()
    edition = Edition.objects.filter(call=call).order_by("-word_count").first()
    if section is None or edition is None:
        raise SystemExit("The demonstration has no section or no edition to measure.")
    step = reverse("respond:section", kwargs={"key": draft.key, "section": section.pk})
    return [
        PageAsked("call page", Client(), call.get_url(), LIST_MS, LIST_KB),
        PageAsked("form step", writer, step, FORM_STEP_MS),
        PageAsked("desk, 50 rows", staff, reverse("desk:desk"), LIST_MS, LIST_KB),
        PageAsked("register", Client(), reverse("publication:register"), LIST_MS, LIST_KB),
        PageAsked("submission page", Client(), edition.get_absolute_url(), LIST_MS),
        *peer_review_pages(),
    ]


def peer_review_pages() -> list[PageAsked]:
    """The pages that a team on site waits for, as a peer with lines still to assess, and the managers' dashboard."""
    review = Review.objects.filter(state=ReviewState.ON_SITE).first()
    if review is None:
        raise SystemExit("The demonstration has no review on site to measure.")
    lines = lines_of(review)
    whose = [(one.peer.user, set(lines_in_of(one))) for one in counted(review)]
    user, are_in = next(((user, are_in) for user, are_in in whose if 0 < len(are_in) < len(lines)), (None, set()))
    if user is None:
        raise SystemExit("The demonstration has no peer with some lines assessed and some to assess.")
    peer = signed_in(user.email)
    done = next(line for line in lines if line.pk in are_in)
    unwritten = next(line for line in lines if line.pk not in are_in)
    manager = signed_in(review.manager.email)
    return [
        PageAsked(
            "assessment form",
            peer,
            reverse("peer_assessments:one", args=[review.reference, unwritten.pk]),
            FORM_STEP_MS,
            LIST_KB,
        ),
        PageAsked("moderation board", peer, reverse("peer_board:board", args=[review.reference]), LIST_MS, LIST_KB),
        PageAsked(
            "a line of the board", peer, reverse("peer_board:line", args=[review.reference, done.pk]), LIST_MS, LIST_KB
        ),
        PageAsked("peer review dashboard", manager, reverse("peer_reviews:dashboard"), LIST_MS, LIST_KB),
    ]


def lines_in_of(member: Member) -> QuerySet[Assessment, int]:
    """Return the lines whose assessment by `member` is in."""
    return Assessment.objects.filter(member=member, submitted_at__isnull=False).values_list("line", flat=True)


def signed_in(email: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=email), backend="django.contrib.auth.backends.ModelBackend")
    return client


def signed_in_writer(call: CallPage) -> tuple[Client, Submission]:
    draft = Submission.objects.filter(
        call=call, state="draft", contributors__user__email="leader@moothall.example"
    ).first()
    if draft is None:
        raise SystemExit("The demonstration has no draft to measure.")
    return signed_in("leader@moothall.example"), draft


def measured(page: PageAsked, rows: list[Row]) -> float:
    """Ask for the page, append its figures, and return its p50 in milliseconds."""

    def ask() -> bytes:
        response = page.client.get(page.url, headers={"host": "localhost"})
        if response.status_code != 200:  # noqa: PLR2004
            raise SystemExit(f"{page.name} answered {response.status_code} at {page.url}")
        return b"".join(response) if response.streaming else response.content

    ask()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        size = len(ask()) / 1000
    count = len(queries)  # now: the next request empties the log
    p50, p95 = timed(ask, runs=RUNS)
    limit: Callable[[str, float, str, float | None], Row] = lambda name, value, unit, most: (  # noqa: E731
        figure(name, value, unit) if most is None else at_most(name, value, unit, most)
    )
    rows.append(limit(f"{page.name}: queries", count, "queries", QUERIES))
    rows.append(figure(f"{page.name}: p50", p50, "ms"))
    rows.append(limit(f"{page.name}: p95", p95, "ms", page.milliseconds))
    rows.append(limit(f"{page.name}: size", size, "kB", page.kilobytes))
    return p50


if __name__ == "__main__":
    main()
