"""Notes of the demonstration, by the verb that peers use. All of them are illustrations, and name nobody."""

from uuid import NAMESPACE_URL, uuid5

from demonstration.content.peer_evidence import NOTES
from peer_review.notes.domain.notes import Told, take_in
from peer_review.reviews.enums import STAGES, ReviewState
from peer_review.reviews.models import Review
from peer_review.room.queries import lines_of
from peer_review.teams.queries.members import accepted
from peer_review.visits.models import Meeting


def lay_out_notes(review: Review, upto: ReviewState, people: object = None) -> None:
    """Have each peer of a review whose team writes notes now note something of each meeting they hold; laid out again,
    nothing is added. A review that rests before the days on site has none.
    """
    if upto not in STAGES or STAGES.index(upto) < STAGES.index(ReviewState.ON_SITE):
        return
    lines = list(lines_of(review))
    writers = {member.pk: member.peer.user for member in accepted(review) if member.peer.user is not None}
    meetings = Meeting.objects.filter(review=review, cancelled_at=None).prefetch_related("members", "slots__attendee")
    for place, meeting in enumerate(meetings):
        heard = [slot.attendee for slot in meeting.slots.all()]
        for turn, member in enumerate(one for one in meeting.members.all() if one.pk in writers):
            at = place + turn + review.pk
            told = Told(
                NOTES[at % len(NOTES)],
                meeting=meeting,
                line=lines[at % len(lines)] if lines else None,
                attendee=heard[turn % len(heard)] if heard else None,
            )
            key = uuid5(NAMESPACE_URL, f"{review.reference}/note/{meeting.pk}/{member.pk}")
            take_in(review=review, told=told, key=key, by=writers[member.pk], written_at=meeting.ends_at)
