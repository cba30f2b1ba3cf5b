"""Minutes as the record alone would write them: who was there, what was spoken of and what came of it.

The secretariat starts from this text. It holds what is public of the session, so nothing hidden gets out by it.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.assemblies.enums import SessionState
from consultations.assemblies.models import AgendaItem, SessionPage
from consultations.assemblies.presenters import sessions as as_lists
from consultations.assemblies.presenters.ballots import DrawnBallot, ballots_of, in_words
from consultations.assemblies.presenters.session_page import (
    attendance_of,
    begun_in_words,
    interest_in_words,
    quorum_in_words,
)
from consultations.assemblies.queries import sessions as queries
from consultations.assemblies.queries.bodies import body_of
from consultations.townhalls.enums import ContributionKind, ContributionState
from consultations.townhalls.models import TownHallPage
from consultations.townhalls.queries import in_public
from core.templatetags.moments import plain_moment

ANSWERED = frozenset({ContributionState.ANSWERED_LIVE, ContributionState.ANSWERED_IN_WRITING})


def drafted(session: SessionPage) -> str:
    """Return the minutes of a session as text to go on from (see `writing`)."""
    parts = [_head(session), _attendance(session)]
    papers: dict[int | None, list[str]] = {}
    for paper in queries.papers_in_public(session).filter(withdrawn_at__isnull=True):
        papers.setdefault(paper.item_id, []).append(paper.title)
    rows = queries.agenda_of(session)
    votes = ballots_of(rows)
    parts += [_item(number, row, papers, votes[row.pk]) for number, row in enumerate(rows, start=1)]
    parts += [_thread(hall) for hall in queries.threads_of(session)]
    return "\n\n".join("\n".join(lines) for lines in parts)


def _head(session: SessionPage) -> Iterator[str]:
    changes = queries.changes_of(session)
    began, ended = changes.get(SessionState.LIVE), changes.get(SessionState.MINUTES_DRAFT)
    yield f"## {_('When and where')}"
    yield f"{as_lists.when(session)}. {as_lists.where(session)}."
    if began and ended:
        yield _("It began at %(began)s and ended at %(ended)s.") % {
            "began": plain_moment(began.at),
            "ended": plain_moment(ended.at),
        }


def _attendance(session: SessionPage) -> Iterator[str]:
    yield f"## {_('Who was there')}"
    for group in attendance_of(session, body_of(session)):
        yield f"- {group['label']}: {', '.join(group['names'])}"
    if quorum := quorum_in_words(queries.last_count(session)):
        yield ""
        yield quorum


def _item(number: int, row: AgendaItem, papers: dict[int | None, list[str]], votes: list[DrawnBallot]) -> Iterator[str]:
    yield f"## {number}. {row.title}"
    if row.began_at:
        yield f"{begun_in_words(row)}."
    yield from (_("- Paper: %(title)s") % {"title": title} for title in papers.get(row.pk, ()))
    yield from (f"- {interest_in_words(one)}" for one in row.interests.all())
    yield from (f"- {in_words(one)}" for one in votes)
    if row.outcome:
        yield ""
        yield f"{row.get_outcome_display()}. {' '.join(row.outcome_text.split())}".strip()
    if row.deferred_to is not None and row.deferred_to.live:
        yield _("It was deferred to %(title)s.") % {"title": row.deferred_to.title}


def _thread(hall: TownHallPage) -> Iterator[str]:
    """How much was asked and answered; who asked, and what, stands in the thread's own record."""
    states = in_public(hall).filter(kind=ContributionKind.QUESTION).values_list("state", flat=True)
    asked, answered = len(states), sum(state in ANSWERED for state in states)
    yield f"## {hall.title}"
    yield ngettext("%(count)d question was asked in public.", "%(count)d questions were asked in public.", asked) % {
        "count": asked
    }
    yield ngettext("%(count)d of them was answered.", "%(count)d of them were answered.", answered) % {
        "count": answered
    }
