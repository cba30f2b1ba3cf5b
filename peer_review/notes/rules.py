"""What a note takes from the meeting in which it was written."""

from collections.abc import Collection

from peer_review.room.enums import SourceType
from peer_review.visits.enums import Group, MeetingKind

_BY_KIND = {
    MeetingKind.INTERVIEW: SourceType.INTERVIEW,
    MeetingKind.FOCUS_GROUP: SourceType.INTERVIEW,
    MeetingKind.OBSERVED: SourceType.OBSERVATION,
    MeetingKind.VISIT: SourceType.OBSERVATION,
}


def source_type_in(kind: str, groups: Collection[str]) -> SourceType:
    """Return the type of what is heard in a meeting of this kind that hears people of these groups."""
    if set(groups) == {Group.LIVED}:
        return SourceType.LIVED
    return _BY_KIND.get(MeetingKind(kind), SourceType.OBSERVATION)


def group_in(groups: Collection[str]) -> str:
    """Return the group that a meeting hears, or nothing where it hears several: then somebody has to say which."""
    return next(iter(groups)) if len(set(groups)) == 1 else ""
