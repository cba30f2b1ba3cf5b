"""The search of the secretariat, through all that was sent. What it finds is looked up by the desk's own door to lists."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand, is_secretariat
from consultations.townhalls.models import Contribution
from evidence.submissions.models import Submission
from evidence.submissions.queries import files_read_by_staff, read_by_staff, visible_to
from search.asked import Asked
from search.queries.find import Doors, Found, Match, ask, looked_up, passages_of
from search.queries.names import REFERENCE

OPENING = 240  # characters


def find_on_desk(asked: Asked, user: User) -> Found:
    """Return one page of results and the facets' counts. Submissions changed a moment ago are not among them.

    Raises NotAllowed for anybody but the secretariat, SearchBackendError when the engine is down.
    """
    demand(is_secretariat, user, _("Only the secretariat searches what is not published."))
    return ask(asked, _still_read)


def named_on_desk(words: str, user: User) -> Submission | None:
    """Return the submission that a reference typed in names, where the desk has a page for it."""
    if not REFERENCE.fullmatch(words):
        return None
    return visible_to(user).filter(reference=words.upper()).first()


def _still_read(results: Sequence[Any]) -> list[Match]:
    """Drop every result that staff read no longer: three queries, however many results."""
    return [
        Match(result.kind, row, passages_of(result), _opening(result.text))
        for result, row in looked_up(results, _READ_BY_STAFF)
    ]


def _opening(text: str) -> str:
    words = " ".join(text[: OPENING * 2].split())
    return words if len(words) <= OPENING else words[:OPENING].rsplit(" ", 1)[0] + " …"


_READ_BY_STAFF: Doors = {
    "submission": lambda: read_by_staff().select_related("assigned_to"),
    "contribution": lambda: Contribution.objects.select_related("thread__page", "parent", "merged_into"),
    "attachment": lambda: files_read_by_staff().select_related("submission__assigned_to"),
}
