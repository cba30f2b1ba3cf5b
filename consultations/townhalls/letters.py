"""The mail that tells people what became of what they asked, where they left an address.

It waits half a minute, for a moderator may take a step back at once, and its words are written as it leaves: whatever was
changed meanwhile is in it, and where nothing is decided any more there is no mail.
"""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.townhalls.citations import address_of, opening
from consultations.townhalls.disclosure import KnownContribution
from consultations.townhalls.enums import UNDECIDED, ContributionKind, ContributionState
from consultations.townhalls.models import Contribution, Participant
from consultations.townhalls.queries import hall_of, read_along
from core import audit
from core.disclosure import PUBLIC, Audience, Viewer, disclose
from core.outbox.domain import put
from core.outbox.message import Message, MessageState
from core.outbox.words import Words, from_template, written_when_sent

KIND = "town_hall_end"
WAITS = timedelta(seconds=30)


def register() -> None:
    """Have the outbox ask here for the words; run once when Django starts."""
    written_when_sent(KIND)(words_of)


def tell_askers(row: Contribution) -> None:
    """Write to whoever asked a question that came to an end, and to those whose questions stand in it."""
    if row.kind != ContributionKind.QUESTION or row.state in UNDECIDED:
        return
    for asked in (row, *row.merged.select_related("by__user")):
        to = address_of_asker(asked.by)
        waiting = Message.objects.filter(kind=KIND, about=audit.name_of(asked), state=MessageState.WAITING)
        if to and not waiting.exists():
            put(to=to, subject=_("Your question"), kind=KIND, about=asked, not_before=timezone.now() + WAITS)


def address_of_asker(by: Participant | None) -> str:
    """Return where somebody can be written to: the address of an account, or one that was confirmed."""
    if by is None:
        return ""
    if by.user is not None:
        return by.user.email if by.user.is_active else ""
    return by.email or "" if by.confirmed_at else ""


def words_of(message: Message) -> Words | None:
    """Return what became of a question by now; None where nothing did, or where it is gone."""
    rows = read_along(Contribution.objects.select_related("by__user", "thread"))
    row = rows.filter(pk=message.about.rpartition(":")[2]).first()
    if row is None or row.state in UNDECIDED or address_of_asker(row.by) != message.to:
        return None
    known = disclose(row, Viewer(Audience.CONTRIBUTOR, row.by))
    context = {
        "reference": known.reference,
        "opening": opening(known.as_sent or known.text),
        "hall": hall_of(row.thread).title,
        "became": _became(row, known),
        "answer": _answer_to(row, known),
        "link": settings.BASE_URL + address_of(known) if known.state != ContributionState.NOT_PUBLISHED else "",
    }
    return from_template("townhalls/ended", context)


def _became(row: Contribution, known: KnownContribution) -> str:
    if known.state == ContributionState.NOT_PUBLISHED:
        why = _("It was not published: %(reason)s.") % {"reason": known.reason[:1].lower() + known.reason[1:]}
        return f"{why} {known.reason_words}".strip()
    if known.state == ContributionState.CARRIED_OVER:
        return _("It is carried over to: %(to)s.") % {"to": known.carried_to or _("a later town hall")}
    if known.state == ContributionState.ANSWERED_LIVE:
        return _("It was answered live.")
    if known.state == ContributionState.ANSWERED_IN_WRITING:
        return _("It was answered in writing.")
    into = _stands_in(row)
    if into is None or into.state in UNDECIDED:
        return _("It was merged into %(reference)s, which asks the same. Your vote counts there.") % {
            "reference": known.merged_into
        }
    return _("%(reference)s, which it was merged into: %(state)s.") % {
        "reference": known.merged_into,
        "state": into.state.label.lower(),
    }


def _answer_to(row: Contribution, known: KnownContribution) -> str:
    answered = _stands_in(row) or known
    return answered.answer if answered.state == ContributionState.ANSWERED_IN_WRITING else ""


def _stands_in(row: Contribution) -> KnownContribution | None:
    """Return the question that this one was merged into, as everybody knows it; None where nobody does."""
    into: KnownContribution | None = disclose(row.merged_into, PUBLIC) if row.merged_into is not None else None
    return into if into is not None and into.is_visible else None
