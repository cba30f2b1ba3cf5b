"""The agenda of a session: what stands on it in which order, when each item began, and what came of it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from consultations.assemblies.domain.session_rows import done, locked, locked_for_changes
from consultations.assemblies.enums import AHEAD, HELD, NOT_AGREED, Outcome, ProposalState, SessionState
from consultations.assemblies.lifecycle import PROPOSAL
from consultations.assemblies.models import AgendaItem, Proposal, SessionPage
from consultations.assemblies.queries.bodies import body_of
from consultations.assemblies.queries.sessions import ended_at
from consultations.townhalls.domain.recording import EARLIEST
from core.changes import announce
from core.citations import write_down, write_down_row
from core.errors import Refused
from core.lifecycle import move
from core.stamps import demand_fresh, stamp_of
from core.templatetags.moments import plain_moment

LONGEST_ITEM = 480  # minutes
NEEDS_WORDS = frozenset({Outcome.ADVICE, Outcome.DECISION})
BEGUN = HELD & NOT_AGREED


def add_item(*, session: SessionPage, title: str, text: str = "", takes: int = 15, by: User) -> AgendaItem:
    """Put an item at the end of the agenda. Times follow from the order and from how long each takes, in minutes. Logged.

    Raises NotAllowed for anybody but the secretariat; Refused once the session is over, without a title, and for less than
    a minute or more than LONGEST_ITEM. So does whatever else changes an agenda.
    """
    with transaction.atomic():
        fresh = locked_for_changes(session, by)
        return _appended(AgendaItem(session=fresh, title=_titled(title), text=text.strip(), takes=_takes(takes)), by)


def change_item(
    *, item: AgendaItem, title: str, text: str = "", takes: int = 15, after: str = "", by: User
) -> AgendaItem:
    """Write an item anew. Raises Refused once it has an outcome: that was about what stood there. Logged.

    `after` is the stamp (`stamp_of_item`) of what it was written from. Raises Stale if somebody else saved it meanwhile.
    """
    with transaction.atomic():
        row = _locked(item, by)
        if row.outcome:
            raise Refused(_("It has an outcome, so what it was about can't be changed any more."))
        stood = stamp_of_item(row)
        row.title, row.text, row.takes = _titled(title), text.strip(), _takes(takes)
        demand_fresh(after, stands=stood, wanted=stamp_of_item(row))
        row.save(update_fields=["title", "text", "takes"])
        _set_times(row.session)
        write_down_row(row)
        return done("agenda.change", row, by=by)


def move_item(*, item: AgendaItem, up: bool, by: User) -> AgendaItem:
    """Change places with the item before it, or after it. Nothing happens at either end. Logged."""
    with transaction.atomic():
        row = _locked(item, by)
        rows = list(AgendaItem.objects.filter(session=row.session))
        here = rows.index(row)
        there = here - 1 if up else here + 1
        if 0 <= there < len(rows):
            rows[here], rows[there] = rows[there], rows[here]
        _set_times(row.session, rows)
        return done("agenda.order", row, by=by)


def take_off(*, item: AgendaItem, by: User) -> None:
    """Take an item off the agenda. What a member proposed waits for another session. Logged.

    Papers that were withdrawn stay with the session.

    Raises Refused once something hangs on it: then it is deferred, for what was said of it is kept.
    """
    with transaction.atomic():
        row = _locked(item, by)
        if why := _why_it_stays(row):
            raise Refused(why)
        session = row.session
        if row.proposal is not None:
            move(PROPOSAL, row.proposal, "defer", actor=by)
        row.papers.update(item=None)
        write_down(row)
        done("agenda.take_off", row, by=by, session=session.pk)
        row.delete()
        _set_times(session)
        announce(session)


def put_on(*, proposal: Proposal, session: SessionPage, takes: int = 15, by: User) -> AgendaItem:
    """Put what a member proposed and another seconded at the end of the agenda of a session of their body. Logged.

    `takes` are minutes. Raises Refused for a session of another body, and as `core.lifecycle.move` does.
    """
    with transaction.atomic():
        fresh = locked_for_changes(session, by)
        if body_of(fresh).pk != proposal.body_id:
            raise Refused(_("Choose a session of the body that it was proposed to."))
        moved = move(PROPOSAL, proposal, "schedule", actor=by)
        item = AgendaItem(session=fresh, title=moved.title, text=moved.text, takes=_takes(takes), proposal=moved)
        return _appended(item, by)


def begin_item(*, item: AgendaItem, by: User, at: datetime | None = None) -> AgendaItem:
    """Say that an item begins now, or began `at`; said again, it corrects the time. Logged.

    Raises Refused before the session began and once its minutes are agreed, for a time at which it can't have begun, and
    without one when the session is over.
    """
    with transaction.atomic():
        fresh = locked(item.session, by, BEGUN, _("The session did not begin yet."))
        if at is None and fresh.state != SessionState.LIVE:
            raise Refused(_("The session is over. Enter when it began."))
        if at is not None and (why := why_not_then(fresh, at)):
            raise Refused(why)
        row = AgendaItem.objects.get(pk=item.pk)
        row.began_at = at or timezone.now()
        row.save(update_fields=["began_at"])
        return done("agenda.begin", row, by=by, began_at=row.began_at)


def conclude(*, item: AgendaItem, outcome: Outcome, text: str, after: str = "", by: User) -> AgendaItem:
    """Record what came of an item; recorded again, it is corrected until the minutes are agreed. Logged.

    Raises Refused for advice or a decision without its words, and while a vote on it is open. An item that is put off is
    deferred instead. `after` is the stamp (`stamp_of_outcome`) of what was recorded when the writer read it. Raises Stale if
    somebody else recorded another meanwhile.
    """
    if outcome == Outcome.DEFERRED:
        raise Refused(_("Say to which session it is deferred."))
    text = text.strip()
    if outcome in NEEDS_WORDS and not text:
        raise Refused(_("Write what was advised or decided, in the words that were agreed."))
    with transaction.atomic():
        locked(item.session, by, BEGUN, _("An outcome is recorded while the session goes on, or before it is minuted."))
        row = AgendaItem.objects.select_related("proposal").get(pk=item.pk)
        if row.outcome == Outcome.DEFERRED:
            raise Refused(_("It was deferred, and its outcome will be that of another session."))
        if row.outcome == outcome and row.outcome_text == text:
            return row  # a form that was sent twice
        demand_fresh(after, stands=stamp_of_outcome(row))
        _demand_no_open_vote(row)
        if row.proposal is not None and row.proposal.state == ProposalState.SCHEDULED:
            move(PROPOSAL, row.proposal, "conclude", actor=by)
        row.outcome, row.outcome_text, row.concluded_at = outcome, text, timezone.now()
        row.save(update_fields=["outcome", "outcome_text", "concluded_at"])
        write_down_row(row)
        return done("agenda.conclude", row, by=by, outcome=outcome)


def defer(*, item: AgendaItem, to: SessionPage | None, text: str = "", by: User) -> AgendaItem:
    """Put an item off: to another session of the body, on whose agenda it is copied, or to none that has a day yet. Logged.

    What a member proposed waits for another session in the second case. Raises Refused while the session is not live, for an
    item that has an outcome, and for a session of another body or one that began.
    """
    with transaction.atomic():
        _lock_both(item.session_id, to)
        fresh = locked(
            item.session,
            by,
            {SessionState.LIVE},
            _("An item is deferred while the session goes on; before, take it off."),
        )
        row = AgendaItem.objects.select_related("proposal").get(pk=item.pk)
        if row.outcome:
            raise Refused(_("It has an outcome already."))
        _demand_no_open_vote(row)
        if to is not None:
            _copied(row, _other(fresh, to), by)
        elif row.proposal is not None:
            move(PROPOSAL, row.proposal, "defer", actor=by)
        row.outcome, row.outcome_text, row.deferred_to = Outcome.DEFERRED, text.strip(), to
        row.concluded_at = timezone.now()
        row.save(update_fields=["outcome", "outcome_text", "deferred_to", "concluded_at"])
        write_down_row(row)
        return done("agenda.defer", row, by=by, to=to.pk if to else None)


def stamp_of_item(item: AgendaItem) -> str:
    return stamp_of(item.title, item.text, str(item.takes))


def stamp_of_outcome(item: AgendaItem) -> str:
    return stamp_of(item.outcome, item.outcome_text)


def why_not_then(session: SessionPage, at: datetime) -> str | None:
    """Return why nothing of this session can have been at that time, or None."""
    earliest, ended = session.starts_at - EARLIEST, ended_at(session)
    if at < earliest:
        return _("It can't be before %(when)s: the session was to begin at %(begins)s.") % {
            "when": plain_moment(earliest),
            "begins": plain_moment(session.starts_at),
        }
    if ended and at > ended:
        return _("It can't be after %(when)s, when the session ended.") % {"when": plain_moment(ended)}
    return _("It can't be in the future.") if at > timezone.now() else None


def _demand_no_open_vote(item: AgendaItem) -> None:
    """An outcome that came before the count would be of another vote than the one that is read beside it."""
    if item.ballots.filter(closed_at=None).exists():
        raise Refused(_("A vote on this item is open. Close it first."))


def _locked(item: AgendaItem, by: User) -> AgendaItem:
    locked_for_changes(item.session, by)
    return AgendaItem.objects.select_related("session", "proposal").get(pk=item.pk)


def _lock_both(session: int, to: SessionPage | None) -> None:
    """Two sessions that defer to each other lock them in one order."""
    keys = [session, *([to.pk] if to else [])]
    list(SessionPage.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))


def _other(session: SessionPage, to: SessionPage) -> SessionPage:
    other = SessionPage.objects.get(pk=to.pk)
    if other.pk == session.pk or other.path_of_body != session.path_of_body:
        raise Refused(_("Choose another session of this body."))
    if other.state not in AHEAD:
        raise Refused(_("Choose a session that did not begin yet."))
    return other


def _copied(item: AgendaItem, to: SessionPage, by: User) -> None:
    _appended(AgendaItem(session=to, title=item.title, text=item.text, takes=item.takes, proposal=item.proposal), by)


def _appended(item: AgendaItem, by: User) -> AgendaItem:
    last = AgendaItem.objects.filter(session=item.session).last()
    item.position = last.position + 1 if last else 1
    item.begins_after = last.begins_after + last.takes if last else 0
    item.save()
    write_down_row(item)
    return done("agenda.add", item, by=by, session=item.session_id)


def _set_times(session: SessionPage, rows: list[AgendaItem] | None = None) -> None:
    """Number the items and set when each begins, from how long those before it take."""
    after = 0
    rows = rows if rows is not None else list(AgendaItem.objects.filter(session=session))
    for position, row in enumerate(rows, start=1):
        row.position, row.begins_after = position, after
        after += row.takes
    AgendaItem.objects.bulk_update(rows, ["position", "begins_after"])


def _why_it_stays(item: AgendaItem) -> str | None:
    if item.outcome or item.began_at:
        return _("It has begun, so it can't be taken off. Defer it.")
    if item.papers.filter(withdrawn_at__isnull=True).exists():
        return _("It has papers. Withdraw them first, or move them to another item.")
    if item.interests.exists() or item.ballots.exists() or item.advice.exists():
        return _("Members declared interests in it or voted on it, so it can't be taken off. Defer it.")
    return None


def _titled(title: str) -> str:
    if not title.strip():
        raise Refused(_("Enter a title."))
    return title.strip()


def _takes(minutes: int) -> int:
    if not 1 <= minutes <= LONGEST_ITEM:
        raise Refused(_("An item takes from 1 to %(most)d minutes.") % {"most": LONGEST_ITEM})
    return minutes
