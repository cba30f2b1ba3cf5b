"""A peer's own list: each line of enquiry, how far their assessment of it has come, and how many are in."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from peer_review.assessments.models import Assessment
from peer_review.frameworks.models import Line
from peer_review.reviews.models import Review
from peer_review.room.queries import lines_of
from peer_review.teams.queries.members import accepted, own_among
from peer_review.teams.rules import judges


@dataclass(frozen=True)
class Progress:
    """How many assessments of each line are in, of `judges` peers; and those of one peer, by line: True for one that is in."""

    lines: list[Line]
    judges: int
    counts: Counter[int]
    own: dict[int, bool]
    is_a_judge: bool

    @property
    def own_in(self) -> int:
        return sum(self.own.values())

    def next_after(self, line: Line | None = None) -> Line | None:
        """Return the first line after `line`, or else from the beginning, on which their own is not in."""
        keys = [one.pk for one in self.lines]
        at = keys.index(line.pk) + 1 if line else 0
        return next((one for one in self.lines[at:] + self.lines[:at] if not self.own.get(one.pk)), None)


def progress_of(review: Review, user: Any) -> Progress:
    """Read how far the assessments of a review are, without a word of them: three queries."""
    members = list(accepted(review))
    peers = {one.pk for one in members if judges(one)}
    seat = own_among(members, user)
    rows = Assessment.objects.filter(review=review, member__in=peers).values_list("line", "member", "submitted_at")
    counts: Counter[int] = Counter()
    own: dict[int, bool] = {}
    for line, member, submitted_at in rows:
        counts[line] += submitted_at is not None
        if seat and member == seat.pk:
            own[line] = submitted_at is not None
    return Progress(list(lines_of(review)), len(peers), counts, own, judges(seat))


def tasks(review: Review, progress: Progress) -> list[dict[str, Any]]:
    """Return the lines as the tasks of `task-list`."""
    return [
        {
            "title": f"{line.code} {line.title}",
            "url": reverse("peer_assessments:one", args=[review.reference, line.pk]),
            "hint": _("%(in)d of %(of)d in") % {"in": progress.counts[line.pk], "of": progress.judges},
            **_status(progress.own.get(line.pk)),
        }
        for line in progress.lines
    ]


def _status(is_in: bool | None) -> dict[str, str]:
    if is_in:
        return {"status": _("Yours is in")}
    if is_in is None:
        return {"status": _("Not begun"), "colour": "grey"}
    return {"status": _("Draft"), "colour": "blue"}
