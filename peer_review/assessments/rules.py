"""What an assessment still lacks before it is put in."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from peer_review.assessments.models import Assessment, AssessmentCitation, Cited
from peer_review.room.enums import ItemState
from peer_review.teams.enums import MemberState
from peer_review.teams.models import Member

ITEMS_ASKED = 2  # C5, 8: a finding rests on two items of evidence at least, and so does what it grows from


def is_former(member: Member) -> bool:
    """Whether somebody whose assessment was in is in the team no more."""
    return member.state != MemberState.ACCEPTED


def is_gone(citation: Cited) -> bool:
    """Whether what is cited holds no more: an item that was withdrawn, or a note that was sealed.

    A note that was deleted by its date stays a source: its type and its group are kept. Give it with `item` and `note` read.
    """
    if citation.item is not None:
        return bool(citation.item.state == ItemState.WITHDRAWN)
    return bool(citation.note and citation.note.sealed_at)


def holding(citations: Iterable[Cited]) -> list[Cited]:
    """Return the citations that something still rests on."""
    return [one for one in citations if not is_gone(one)]


def missing(assessment: Assessment | None, citations: Collection[AssessmentCitation]) -> dict[str, str]:
    """Return what an assessment lacks before it can be put in, as sentences by field; nothing when it lacks nothing."""
    lacks: dict[str, str] = {}
    if assessment is None or not (assessment.strong or assessment.consider):
        lacks["strong"] = _("Enter what is strong, or what to consider")
    if assessment is None or not assessment.confidence:
        lacks["confidence"] = _("Select how sure you are")
    gone = [str(one.item or one.note) for one in citations if is_gone(one)]
    if gone:
        lacks["cites"] = _("%(labels)s was withdrawn since you cited it. Take it off, and cite something else.") % {
            "labels": ", ".join(gone)
        }
    elif len(citations) < ITEMS_ASKED and not (assessment and assessment.why_few):
        lacks["why_few"] = _("Cite two items of evidence, or enter why it rests on fewer")
    return lacks
