"""Reading what people send: publishing, declining, editing for clarity, merging, and measures for a whole thread."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand
from consultations.townhalls import log
from consultations.townhalls.domain.telling import changed, locked, moved, tell, tell_hosts
from consultations.townhalls.domain.voting import recount
from consultations.townhalls.enums import (
    IN_PUBLIC,
    ContributionKind,
    ContributionState,
    EventKind,
    MeasureKind,
    ReasonCode,
    Stream,
)
from consultations.townhalls.models import Contribution, Measure, Note, Thread, Wording
from consultations.townhalls.rules import may_moderate
from core import audit
from core.errors import Refused

CLAIM_LASTS = timedelta(minutes=10)


def publish(*, contribution: Contribution, by: User) -> Contribution:
    """Let everybody read it. Raises NotAllowed and Refused as `core.lifecycle.move` does."""
    return moved(contribution, "publish", by, published_at=contribution.published_at or timezone.now(), declined_for="")


def decline(*, contribution: Contribution, by: User, code: ReasonCode) -> Contribution:
    """Publish it not, or no longer: it and the replies under it leave every page at once; its author sees the reason."""
    return moved(contribution, "decline", by, reason=code.value, declined_for=code.value, pinned_at=None)


def merge(*, contribution: Contribution, into: Contribution, by: User) -> Contribution:
    """Have one question stand in another: whoever voted for either counts once there. `unmerge` undoes it.

    Raises Refused for a question of another page, itself, one that is merged itself or is not public.
    """
    with transaction.atomic():
        target = Contribution.objects.select_for_update(of=("self",)).select_related("thread").get(pk=into.pk)
        if target.pk == contribution.pk or target.thread.page_id != contribution.thread.page_id:
            raise Refused(_("Choose another question of this town hall."))
        if target.kind != ContributionKind.QUESTION or target.state not in IN_PUBLIC - {ContributionState.MERGED}:
            raise Refused(_("It can only be merged into a question that everybody sees."))
        if contribution.merged.exists():
            raise Refused(_("Others are merged into this one. Merge the other way round."))
        now = contribution.published_at or timezone.now()
        row = moved(contribution, "merge", by, published_at=now, merged_into=target)
        recount(target)
        tell(target, was_public=True)
        return row


def unmerge(*, contribution: Contribution, by: User) -> Contribution:
    """Have a merged question stand by itself again, with its own votes."""
    with transaction.atomic():
        target = Contribution.objects.select_for_update(of=("self",)).select_related("thread").get(merged=contribution)
        row = moved(contribution, "unmerge", by, merged_into=None)
        recount(row)
        recount(target)
        tell(target, was_public=True)
        return row


def edit_for_clarity(*, contribution: Contribution, text: str, by: User) -> Contribution:
    """Put other words in its place; what was changed can be seen by everybody. Logged.

    Raises NotAllowed for who is no moderator, Refused for an empty text.
    """
    demand(may_moderate, by, _("Only moderators may edit."))
    if not text.strip():
        raise Refused(_("Enter the text."))
    with transaction.atomic():
        fresh = locked(contribution)
        if fresh.text == text:
            return fresh
        Wording.objects.create(contribution=fresh, before=fresh.text, after=text, by=by)
        audit.record("contribution.edit", actor=by, subject=fresh)
        return changed(fresh, text=text)


def claim(*, contribution: Contribution, by: User) -> Contribution:
    """Lock it to one moderator for ten minutes, so that two do not read the same. Raises Refused if another has it."""
    demand(may_moderate, by, _("Only moderators may do this."))
    with transaction.atomic():
        fresh = locked(contribution)
        now = timezone.now()
        if fresh.claimed_by_id not in {None, by.pk} and fresh.claimed_until and fresh.claimed_until > now:
            raise Refused(_("%(who)s has this one.") % {"who": fresh.claimed_by})
        return tell_hosts(fresh, claimed_by=by, claimed_until=now + CLAIM_LASTS)


def release(*, contribution: Contribution, by: User) -> Contribution:
    """Let others have it."""
    demand(may_moderate, by, _("Only moderators may do this."))
    with transaction.atomic():
        return tell_hosts(locked(contribution), claimed_by=None, claimed_until=None)


def note(*, contribution: Contribution, text: str, by: User) -> Note:
    """Write something for the other moderators."""
    demand(may_moderate, by, _("Only moderators may do this."))
    with transaction.atomic():
        made = Note.objects.create(contribution=contribution, by=by, text=text)
        log.write(contribution.thread, EventKind.CHANGED, contribution, stream=Stream.HOST)
        return made


def take_measure(
    *,
    thread: Thread,
    kind: MeasureKind,
    reason: str,
    by: User,
    until: datetime | None = None,
    seconds: int = 0,
    to: str = "",
) -> Measure:
    """Slow, pause or lock a thread, or change how it is moderated. Everybody sees who, why and until when. Logged.

    It takes the place of a measure of its kind that stands. Raises Refused without a reason or with an end that is past.
    """
    demand(may_moderate, by, _("Only moderators may do this."))
    if not reason.strip():
        raise Refused(_("Give a reason: everybody sees it."))
    if until is not None and until <= timezone.now():
        raise Refused(_("The end must be in the future."))
    with transaction.atomic():
        _end(thread, kind)
        made = Measure.objects.create(
            thread=thread, kind=kind, reason=reason, by=by, until=until, seconds=seconds, to=to
        )
        audit.record(f"thread.{kind}", actor=by, subject=thread, after=kind.value)
        log.write_to_all(thread, EventKind.MEASURE, made)
        return made


def end_measure(*, thread: Thread, kind: MeasureKind, by: User) -> None:
    """Have people speak as before. Logged."""
    demand(may_moderate, by, _("Only moderators may do this."))
    with transaction.atomic():
        if (ended := _end(thread, kind)) is not None:
            audit.record(f"thread.end_{kind}", actor=by, subject=thread, before=kind.value)
            log.write_to_all(thread, EventKind.MEASURE, ended)


def _end(thread: Thread, kind: MeasureKind) -> Measure | None:
    everywhere = Measure.objects.filter(thread__page_id=thread.page_id)
    standing = everywhere.select_for_update(of=("self",)).filter(kind=kind, ended_at__isnull=True)
    last = standing.order_by("-pk").first()
    standing.update(ended_at=timezone.now())
    return last
