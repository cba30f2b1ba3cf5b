"""What members declare: by themselves, or by the secretariat on their behalf, which the log tells apart."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand
from consultations.assemblies.enums import HELD, InterestKind, SessionState
from consultations.assemblies.models import (
    AgendaItem,
    Interest,
    InterestsReview,
    ItemInterest,
    Member,
    SessionPage,
)
from consultations.assemblies.queries.seats import sat_on
from consultations.assemblies.rules import may_declare_for
from core import audit
from core.changes import announce
from core.errors import Refused


def declare(*, member: Member, kind: InterestKind, what: str, since: date | None, by: User) -> Interest:
    """Put an entry into the public register. Raises Refused for a day in the future. Logged, without the words.

    An entry that says the same and has not ended is returned: a form may be sent twice, and no entry is ever taken out.
    """
    _demand(by, member)
    if since is not None and since > timezone.localdate():
        raise Refused(_("It must not begin in the future."))
    with transaction.atomic():
        Member.objects.select_for_update(no_key=True).get(pk=member.pk)
        sent = member.interests.filter(kind=kind, what=what, since=since, ended_on=None).first()
        if sent is not None:
            return sent
        row = Interest.objects.create(member=member, kind=kind, what=what, since=since)
        announce(member)
        audit.record("member.declare", actor=by, subject=member, interest=row.pk, kind=kind, **_for(member, by))
        return row


def end_interest(*, interest: Interest, ended_on: date, by: User) -> Interest:
    """Say that an interest is one no more. The entry stays, with the day. Logged.

    Raises Refused for an entry that ended, for a day before it began and for one in the future.
    """
    _demand(by, interest.member)
    with transaction.atomic():
        row = Interest.objects.select_for_update(no_key=True, of=("self",)).select_related("member").get(pk=interest.pk)
        if row.ended_on is not None:
            raise Refused(_("This entry has ended."))
        if row.since is not None and ended_on < row.since:
            raise Refused(_("It can't have ended before it began."))
        if ended_on > timezone.localdate():
            raise Refused(_("It must not end in the future: end it when it has ended."))
        row.ended_on = ended_on
        row.save(update_fields=["ended_on"])
        announce(row.member)
        audit.record("member.end_interest", actor=by, subject=row.member, interest=row.pk, **_for(row.member, by))
        return row


def review_interests(*, member: Member, by: User) -> InterestsReview:
    """Say that the entries are complete, or that there are none: due every year. Logged."""
    _demand(by, member)
    with transaction.atomic():
        Member.objects.select_for_update(no_key=True).get(pk=member.pk)
        has_none = not member.interests.filter(ended_on=None).exists()
        row = InterestsReview.objects.create(member=member, has_none=has_none)
        announce(member)
        audit.record("member.review_interests", actor=by, subject=member, has_none=has_none, **_for(member, by))
        return row


def declare_in_item(*, item: AgendaItem, member: Member, what: str, by: User) -> ItemInterest:
    """Say what a member has at stake in one item. They take no part in its votes. Logged, without the words.

    A vote that they cast before stays until the ballot is closed: then it is set aside, and everybody reads so
    (`balloting.close_ballot`).

    Raises Refused for who has no seat on the day of the session, for a second declaration, and once the item is concluded.
    """
    _demand(by, member)
    with transaction.atomic():
        row = AgendaItem.objects.select_for_update(no_key=True, of=("self",)).select_related("session").get(pk=item.pk)
        if row.concluded_at is not None:
            raise Refused(_("This item is concluded. Tell the secretariat, so that the minutes can say it."))
        if row.session.state == SessionState.CANCELLED:
            raise Refused(_("This session is cancelled."))
        if not sat_on(member, row.session):
            raise Refused(_("%(name)s has no seat on the day of this session.") % {"name": member.name})
        if ItemInterest.objects.filter(item=row, member=member).exists():
            raise Refused(_("An interest in this item is declared already."))
        declared = ItemInterest.objects.create(item=row, member=member, what=what)
        announce(row, member)
        audit.record("item.declare", actor=by, subject=row, member=member.pk, **_for(member, by))
        return declared


def step_out(*, interest: ItemInterest, by: User) -> ItemInterest:
    """Record that a member left the session for an item. Raises Refused while no session runs, or when they left. Logged."""
    _demand(by, interest.member)
    with transaction.atomic():
        row = _locked(interest)
        _demand_a_session(row.item.session)
        if row.stepped_out_at is not None:
            raise Refused(_("%(name)s has stepped out already.") % {"name": row.member.name})
        row.stepped_out_at = timezone.now()
        return _told(row, "stepped_out_at", "item.step_out", by)


def come_back(*, interest: ItemInterest, by: User) -> ItemInterest:
    """Record that they came back. Raises Refused for who did not step out, or who is back. Logged."""
    _demand(by, interest.member)
    with transaction.atomic():
        row = _locked(interest)
        if row.stepped_out_at is None:
            raise Refused(_("%(name)s did not step out.") % {"name": row.member.name})
        if row.came_back_at is not None:
            raise Refused(_("%(name)s is back already.") % {"name": row.member.name})
        _demand_a_session(row.item.session)
        row.came_back_at = timezone.now()
        return _told(row, "came_back_at", "item.come_back", by)


def _demand(by: User, member: Member) -> None:
    demand(
        lambda actor: may_declare_for(actor, member),
        by,
        _("Only members themselves, or the secretariat for them, may do this."),
    )


def _for(member: Member, by: User) -> dict[str, bool]:
    return {} if member.user_id == by.pk else {"on_their_behalf": True}


def _demand_a_session(session: SessionPage) -> None:
    if session.state not in HELD:
        raise Refused(_("The session has not begun."))
    if session.state != SessionState.LIVE:
        raise Refused(_("The session is over. The minutes can be corrected by a new version."))


def _locked(interest: ItemInterest) -> ItemInterest:
    rows = ItemInterest.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("member", "item__session").get(pk=interest.pk)


def _told(row: ItemInterest, field: str, action: str, by: User) -> ItemInterest:
    row.save(update_fields=[field])
    announce(row.item)
    audit.record(action, actor=by, subject=row.item, member=row.member_id, **_for(row.member, by))
    return row
