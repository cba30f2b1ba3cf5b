"""A peer writes an assessment, puts it in, and takes it back while nobody has moderated."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit, open_pages
from core.changes import announce
from core.errors import Refused
from peer_review.assessments.domain.seated import demand_line, judge
from peer_review.assessments.models import Assessment, AssessmentVersion
from peer_review.assessments.queries.judgements import is_moderated
from peer_review.assessments.rules import missing
from peer_review.frameworks.models import Line
from peer_review.notes.domain.naming import demand_no_names
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.teams.models import Member

FIELDS = ("strong", "consider", "confidence", "why_few")


@dataclass(frozen=True)
class Writing:
    """An assessment as it stands on an open page, drawn from revision `base`; `page` and `sequence` as in `core.open_pages`."""

    strong: str = ""
    consider: str = ""
    confidence: str = ""
    why_few: str = ""
    base: int = 0
    page: str = ""
    sequence: int = 0

    @property
    def values(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in FIELDS}


@dataclass(frozen=True)
class Saved:
    """What became of a writing: `set_aside` waits beside the assessment where another page was faster."""

    assessment: Assessment
    changed: bool = False
    set_aside: AssessmentVersion | None = None


def values_of(assessment: Assessment) -> dict[str, str]:
    """Return the words of an assessment by field."""
    return {name: getattr(assessment, name) for name in FIELDS}


def save_assessment(*, review: Review, line: Line, writing: Writing, by: User) -> Saved:
    """Save what a peer wrote of a line. Nobody else is told of it, and nothing is logged: it is a draft.

    Written from the revision that stands, or by the page that wrote that, it is saved and the revision rises. Written from an
    older one with other words, what stands stays and the late text is set aside beside it, until its peer settles which holds.
    Raises NotAllowed for whoever does not judge here now, Refused for another framework's line and for an assessment that
    is in.
    """
    with transaction.atomic():
        row = locked(review, line, by)
        if writing.values == values_of(row) or _is_overtaken(row, writing):
            return Saved(row)
        _demand_open(row)
        if writing.base != row.revision and not _follows_itself(row, writing):
            return Saved(row, set_aside=_set_aside(row, writing))
        write(row, writing.values, page=writing.page, sequence=writing.sequence)
        return Saved(row, changed=True)


def put_in(*, review: Review, line: Line, by: User) -> Assessment:
    """Put an assessment in: the others of the team who have theirs in read it, and its peer reads theirs. Logged; kept as a version.

    Raises NotAllowed as `save_assessment` does; Refused, with a sentence for each thing that is missing, while two texts wait
    to be settled, and for words that name somebody who was heard. One that is in stays in.
    """
    with transaction.atomic():
        row = locked(review, line, by)
        if row.submitted_at:
            return row
        if row.versions.filter(set_aside=True, settled_at=None).exists():
            raise Refused(_("This assessment has two texts. Choose what it shall say first."))
        if lacks := missing(row, list(row.citations.select_related("item", "note"))):
            raise Refused(*(f"{why.rstrip('.')}." for why in lacks.values()))
        demand_no_names(review, row.strong, row.consider, row.why_few)
        row.submitted_at = timezone.now()
        row.save(update_fields=["submitted_at"])
        keep(row)
        announce(row)
        audit.record("assessment.put_in", actor=by, subject=row, revision=row.revision)
        return row


def take_back(*, review: Review, line: Line, by: User) -> Assessment:
    """Take an assessment back to go on writing: the others' are hidden again until it is in. Logged.

    Raises NotAllowed as `save_assessment` does; Refused once somebody wrote of the line on the moderation board.
    """
    with transaction.atomic():
        row = locked(review, line, by)
        if row.submitted_at is None:
            return row
        if is_moderated(review, line):
            raise Refused(_("The team has begun to moderate this line, so assessments of it stay in. Challenge there."))
        row.submitted_at = None
        row.save(update_fields=["submitted_at"])
        announce(row)
        audit.record("assessment.take_back", actor=by, subject=row)
        return row


def locked(review: Review, line: Line, by: User) -> Assessment:
    """Return the assessment of `by` on a line, locked until the transaction ends; an empty one where there was none."""
    seat = judge(by, review, Thing.ASSESS)
    demand_line(review, line)
    Assessment.objects.get_or_create(member=seat, line=line, defaults={"review": review})
    row = Assessment.objects.select_for_update(no_key=True).get(member=seat, line=line)
    row.member, row.line = seat, line
    return row


def write(row: Assessment, values: dict[str, str], *, page: str = "", sequence: int = 0) -> None:
    """Put the words into the row and raise its revision. Only under its lock."""
    for name, value in values.items():
        setattr(row, name, value)
    row.revision += 1
    row.saved_at, row.saved_from, row.saved_sequence = timezone.now(), page, sequence
    row.save()


def keep(row: Assessment) -> AssessmentVersion:
    """Keep the text of an assessment as it stands; the same version when it is kept already."""
    version, _created = AssessmentVersion.objects.get_or_create(
        assessment=row, revision=row.revision, set_aside=False, defaults={"values": values_of(row)}
    )
    return version


def demand_in(seat: Member, line: Line) -> None:
    """Raise Refused until the assessment of `seat` on a line is in."""
    if not Assessment.objects.filter(member=seat, line=line, submitted_at__isnull=False).exists():
        raise Refused(_("Put your own assessment of this line in first."))


def _demand_open(row: Assessment) -> None:
    if row.submitted_at:
        raise Refused(_("This assessment is in. Take it back before you write on."))


def _follows_itself(row: Any, writing: Writing) -> bool:
    return open_pages.follows_itself(row, page=writing.page, sequence=writing.sequence)


def _is_overtaken(row: Any, writing: Writing) -> bool:
    return open_pages.is_overtaken(row, page=writing.page, sequence=writing.sequence)


def _set_aside(row: Assessment, writing: Writing) -> AssessmentVersion:
    """Lay the late text beside the assessment. A page that goes on writing goes on in the same version."""
    waiting = row.versions.filter(set_aside=True, settled_at=None)
    mine = next((one for one in waiting if one.saved_from == writing.page or one.values == writing.values), None)
    if mine is not None and _is_overtaken(mine, writing):
        return mine
    mine = mine or AssessmentVersion(assessment=row, revision=writing.base, set_aside=True)
    mine.values, mine.saved_at = writing.values, timezone.now()
    mine.saved_from, mine.saved_sequence = writing.page, writing.sequence
    mine.save()
    return mine
