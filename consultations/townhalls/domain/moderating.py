"""Reading what people send: publishing, declining, editing for clarity, merging, and measures for a whole thread."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand
from consultations.townhalls import log
from consultations.townhalls.banned import folded, forget_list
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
from consultations.townhalls.models import AgendaItem, BannedWords, Contribution, Measure, Note, Thread, Wording
from consultations.townhalls.rules import may_moderate
from core import audit
from core.errors import Refused

LONGEST_WORDS = 100  # characters of what is read first
CLAIM_LASTS = timedelta(minutes=10)
NOT_DECLINED = {"declined_for": "", "declined_words": ""}


def publish(*, contribution: Contribution, by: User) -> Contribution:
    """Let everybody read it. Raises NotAllowed and Refused as `core.lifecycle.move` does."""
    with transaction.atomic():
        row = _not_anothers(contribution, by)
        return moved(row, "publish", by, published_at=row.published_at or timezone.now(), **NOT_DECLINED)


def decline(*, contribution: Contribution, by: User, code: ReasonCode, words: str = "") -> Contribution:
    """Publish it not, or no longer: it and the replies under it leave every page at once.

    Questions that were merged into it stand by themselves again, since nobody could find them any more. Its author sees the
    reason, and `words` if there are any; the log holds the reason alone.
    """
    given = {"declined_for": code.value, "declined_words": words.strip()}
    with transaction.atomic():
        row = _not_anothers(contribution, by)
        for merged in row.merged.order_by("pk"):
            unmerge(contribution=merged, by=by)
        return moved(row, "decline", by, reason=code.value, pinned_at=None, **given)


def keep(*, contribution: Contribution, by: User) -> Contribution:
    """Say that what was published at once has been read, and may stay. Raises Refused for what is not published."""
    demand(may_moderate, by, _("Only moderators may do this."))
    with transaction.atomic():
        fresh = _not_anothers(contribution, by)
        if fresh.state != ContributionState.PUBLISHED:
            raise Refused(_("Only what is published can be kept."))
        return tell_hosts(fresh, decided_by=by, decided_at=timezone.now(), claimed_by=None, claimed_until=None)


def file_under(*, contribution: Contribution, topic: AgendaItem | None, by: User) -> Contribution:
    """Say which point of the agenda it is about, or none. Raises Refused for a point of another town hall."""
    demand(may_moderate, by, _("Only moderators may do this."))
    if topic is not None and topic.town_hall_id != contribution.thread.page_id:
        raise Refused(_("Choose a point of this agenda."))
    with transaction.atomic():
        return tell_hosts(locked(contribution), topic=topic)


def merge(*, contribution: Contribution, into: Contribution, by: User) -> Contribution:
    """Have one question stand in another: whoever voted for either counts once there. `unmerge` undoes it.

    Raises Refused for a question of another page, itself, one that is merged itself or is not public.
    """
    with transaction.atomic():
        row, target = _not_anothers(contribution, by), locked(into)
        if target.pk == row.pk or target.thread.page_id != row.thread.page_id:
            raise Refused(_("Choose another question of this town hall."))
        if row.kind != ContributionKind.QUESTION:
            raise Refused(_("Only a question can be merged."))
        if target.kind != ContributionKind.QUESTION or target.state not in IN_PUBLIC - {ContributionState.MERGED}:
            raise Refused(_("It can only be merged into a question that everybody sees."))
        if row.merged.exists():
            raise Refused(_("Others are merged into this one. Merge the other way round."))
        row = moved(row, "merge", by, published_at=row.published_at or timezone.now(), merged_into=target)
        recount(target)
        tell(target, was_public=True)
        return row


def unmerge(*, contribution: Contribution, by: User) -> Contribution:
    """Have a merged question stand by itself again, with its own votes."""
    with transaction.atomic():
        if (into := locked(contribution).merged_into) is None:
            raise Refused(_("It is merged into nothing."))
        target = locked(into)
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
        fresh = _not_anothers(contribution, by)
        if fresh.text == text:
            return fresh
        Wording.objects.create(contribution=fresh, before=fresh.text, after=text, by=by)
        audit.record("contribution.edit", actor=by, subject=fresh)
        return changed(fresh, text=text)


def claim(*, contribution: Contribution, by: User) -> Contribution:
    """Lock it to one moderator for ten minutes, so that two do not read the same. Raises Refused if another has it."""
    demand(may_moderate, by, _("Only moderators may do this."))
    with transaction.atomic():
        fresh = _not_anothers(contribution, by)
        return tell_hosts(fresh, claimed_by=by, claimed_until=timezone.now() + CLAIM_LASTS)


def release(*, contribution: Contribution, by: User) -> Contribution:
    """Let others have it. Any moderator may do this, for whoever has it may have gone."""
    demand(may_moderate, by, _("Only moderators may do this."))
    with transaction.atomic():
        return tell_hosts(locked(contribution), claimed_by=None, claimed_until=None)


def _not_anothers(contribution: Contribution, by: User) -> Contribution:
    """Return the row, locked. Raises Refused while another moderator has it."""
    row = locked(contribution)
    if row.claimed_by_id not in {None, by.pk} and row.claimed_until and row.claimed_until > timezone.now():
        until = f"{timezone.localtime(row.claimed_until):%H:%M}"
        raise Refused(_("%(who)s has this one until %(time)s.") % {"who": row.claimed_by, "time": until})
    return row


def note(*, contribution: Contribution, text: str, by: User) -> Note:
    """Write something for the other moderators. Raises Refused for an empty text."""
    demand(may_moderate, by, _("Only moderators may do this."))
    if not text.strip():
        raise Refused(_("Enter the note."))
    with transaction.atomic():
        made = Note.objects.create(contribution=contribution, by=by, text=text)
        log.write(contribution.thread, EventKind.CHANGED, contribution, stream=Stream.HOST)
        return made


def read_first(*, words: str, by: User) -> BannedWords:
    """Have whatever holds these words, in whatever case, be read before it is published: in every town hall. Logged.

    Raises Refused for what holds no word.
    """
    demand(may_moderate, by, _("Only moderators may do this."))
    kept = folded(words)
    if not kept or len(kept) > LONGEST_WORDS:
        raise Refused(_("Enter a word, or a few.") if kept else _("Enter a word."))
    with transaction.atomic():
        row, is_new = BannedWords.objects.get_or_create(words=kept)
        if is_new:
            audit.record("words.read_first", actor=by, subject=row)
        forget_list()
        return row


def read_first_no_longer(*, row: BannedWords, by: User) -> None:
    """Take words off that list. Logged."""
    demand(may_moderate, by, _("Only moderators may do this."))
    with transaction.atomic():
        audit.record("words.read_first_no_longer", actor=by, subject=row)
        row.delete()
        forget_list()


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
