"""The reading pack goes to the team, two to three weeks before the days on site."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit
from core.errors import Refused
from core.outbox.domain import post
from core.templatetags.moments import plain_day
from peer_review.reviews.domain.begin import begun
from peer_review.reviews.domain.duties import demand_manager, fulfil
from peer_review.reviews.enums import DutyKind, Thing
from peer_review.reviews.models import Review
from peer_review.room.queries import tags_in_pack
from peer_review.teams.queries.members import accepted


def hand_out(*, review: Review, by: User) -> int:
    """Tell each peer of the team that the reading pack is there; the duty is done. Logged. Return how many got mail.

    Later changes need no second letter: the pack is read where it stands. Raises NotAllowed for who is no manager, Refused
    for an empty pack and once it was handed out.
    """
    with transaction.atomic():
        fresh, _reader = begun(review, Thing.GIVE_EVIDENCE, by)
        demand_manager(by)
        duty = fresh.duties.filter(kind=DutyKind.READING_PACK).first()
        if duty is not None and duty.done_on is not None:
            raise Refused(
                _("The team was told on %(day)s. It reads the pack as it stands.") % {"day": plain_day(duty.done_on)}
            )
        if not tags_in_pack(fresh).exists():
            raise Refused(_("The pack is empty. Tag something to a line of enquiry first."))
        letters = [member.peer.email for member in accepted(fresh) if member.peer.email]
        for address in letters:
            post(to=address, template="peer_room/pack", context={"review": fresh}, kind="evidence.pack", about=fresh)
        fulfil(fresh, [DutyKind.READING_PACK])
        audit.record("reading_pack.hand_out", actor=by, subject=fresh, count=len(letters))
        return len(letters)
