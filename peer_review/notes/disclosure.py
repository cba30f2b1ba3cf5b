"""What the team may know of a note. Who said it is no part of that, for anybody."""

from dataclasses import dataclass
from datetime import datetime

from peer_review.notes.models import Note
from peer_review.room.enums import SourceType
from peer_review.visits.enums import Group


@dataclass(frozen=True)
class KnownNote:
    """A note as each peer of the team reads it. `who` is the peer who holds it."""

    key: int
    number: int
    label: str
    text: str
    who: str
    meeting: str
    line: str
    kind: str
    group: str
    written_at: datetime
    was_changed: bool


def known(note: Note) -> KnownNote:
    """Return what the team knows of a note that `queries.read_by` gave."""
    return KnownNote(
        key=note.pk,
        number=note.number,
        label=str(note),
        text=note.text,
        who=note.held_by.peer.name,
        meeting=note.meeting.title if note.meeting else "",
        line=str(note.line) if note.line else "",
        kind=str(SourceType(note.source_type).label),
        group=str(Group(note.group).label) if note.group else "",
        written_at=note.written_at,
        was_changed=note.revision > 1,
    )
