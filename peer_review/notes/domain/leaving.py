"""What becomes of the notes of a peer who leaves the team: another peer holds them, or they are sealed."""

from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.actors import Actor
from peer_review.notes.models import Note
from peer_review.teams.models import Member


def hand_over(member: Member, to: Member | None, by: Actor) -> None:
    """Give the notes that `member` holds to `to`, or seal them: then nobody reads them and nothing cites them. Logged.

    Called in the transaction in which the member leaves (`teams.leaving`).
    """
    notes = Note.objects.filter(held_by=member, sealed_at=None)
    if to is not None:
        count, what = notes.update(held_by=to), "hand_on"
    else:
        because = _("The peer who wrote it left the team.")
        count, what = notes.update(sealed_at=timezone.now(), sealed_because=because), "seal"
    if count:
        audit.record(f"notes.{what}", actor=by, subject=member, count=count)
