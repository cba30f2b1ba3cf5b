"""Hosts of a review, and who speaks for each: asked in by mail, joined, gone."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import audit
from core.changes import announce
from core.errors import NotAllowed, Refused
from core.outbox.domain import post
from core.outbox.names import name_in_mail
from core.signed_links import SignedLink
from organisations.models import Organisation
from peer_review.reviews.disclosure import reader_for
from peer_review.reviews.domain.duties import demand_manager, locked
from peer_review.reviews.enums import Capacity
from peer_review.reviews.models import Host, HostPerson, PositionPart, Review
from peer_review.reviews.queries.hosts import leads_host
from peer_review.reviews.rules import may_run

LINK_WORKS = timedelta(days=60)
MOST_AT_A_HOST = 30
TAKEN_OFF = gettext_lazy("This host was taken off meanwhile.")
_joining = SignedLink("peer_reviews:join", salt="peer_review.host", lasts=LINK_WORKS)


@dataclass(frozen=True)
class Invited:
    """Somebody who is asked in, as whoever asks them names them."""

    name: str
    email: str


@transaction.atomic
def add_host(*, review: Review, organisation: Organisation, lead: Invited, by: User) -> Host:
    """Add a host organisation with its lead, who gets a mail with their link. Logged.

    Raises NotAllowed but for managers, and Refused for an organisation that is a host already and once the review is over.
    """
    demand_manager(by)
    row = locked(review)
    _demand_going_on(row)
    if row.hosts.filter(organisation=organisation).exists():
        raise Refused(_("%(host)s is a host of this review already.") % {"host": organisation.name})
    host = Host.objects.create(review=row, organisation=organisation, position=row.hosts.count() + 1)
    announce(row)  # before the log: its listeners write of members
    _ask_in(host, lead, by, is_lead=True)
    audit.record("peer_review.add_host", actor=by, subject=row, host=host.pk)
    return host


@transaction.atomic
def remove_host(*, host: Host, by: User) -> None:
    """Take off a host that nobody has joined yet: it was named by mistake. Logged. Done twice, it changes nothing.

    Raises NotAllowed but for managers, and Refused once somebody joined.
    """
    demand_manager(by)
    review = locked(host.review)
    if host.people.filter(user__isnull=False).exists():
        raise Refused(_("Somebody of this host has joined, so it stays."))
    if Host.objects.filter(pk=host.pk).delete()[0]:
        announce(review)
        audit.record("peer_review.remove_host", actor=by, subject=review, host=host.pk)


@transaction.atomic
def invite_person(*, host: Host, person: Invited, is_observer: bool = False, by: User) -> HostPerson:
    """Ask a colleague of a host in, or somebody who only observes. They get a mail with their link. Logged.

    Raises NotAllowed but for managers and this host's lead, and Refused for an address that is there already.
    """
    _demand_going_on(_led(host, by))
    return _ask_in(host, person, by, is_observer=is_observer)


@transaction.atomic
def change_lead(*, host: Host, lead: Invited, by: User) -> HostPerson:
    """Make somebody else the lead of a host: a colleague with that address, or somebody new, who is asked in by mail. Logged.

    Who led stays as a colleague. Raises NotAllowed but for managers and the lead, and Refused for an observer.
    """
    _demand_going_on(_led(host, by))
    email = lead.email.strip().lower()
    colleague = host.people.filter(email=email, left_at=None).first()
    if colleague and colleague.is_lead:
        return colleague
    if colleague and colleague.is_observer:
        raise Refused(_("This person only observes. Name somebody of the host."))
    host.people.filter(is_lead=True, left_at=None).update(is_lead=False)
    if colleague:
        colleague.is_lead = True
        colleague.save(update_fields=["is_lead"])
        audit.record("peer_host.change_lead", actor=by, subject=colleague)
        return colleague
    return _ask_in(host, lead, by, is_lead=True)


@transaction.atomic
def invite_again(*, person: HostPerson, by: User) -> None:
    """Send somebody their link again, for a mail that went astray. Logged. Raises NotAllowed, and Refused for whoever joined or left."""
    _led(person.host, by)
    row = _locked_person(person)
    if row.joined_at or row.left_at:
        raise Refused(_("%(name)s needs no link any more.") % {"name": row.name})
    row.invited_at = timezone.now()
    row.save(update_fields=["invited_at"])
    _write(row, by)
    audit.record("peer_host.invite_again", actor=by, subject=row)


@transaction.atomic
def leave(*, person: HostPerson, by: User) -> None:
    """Let somebody leave, by themselves or by whoever leads. What they wrote stays; parts that they owned have no owner. Logged.

    Raises NotAllowed, and Refused for a lead: another is named first. Left again it changes nothing.
    """
    if person.user_id == by.pk:
        locked(person.host.review)  # nobody is made the lead of a host as they leave it
    else:
        _led(person.host, by)
    row = _locked_person(person)
    if row.left_at is not None:
        return
    if row.is_lead:
        raise Refused(_("Name another lead of this host first."))
    row.left_at = timezone.now()
    row.save(update_fields=["left_at"])
    PositionPart.objects.filter(owner=row).update(owner=None)
    audit.record("peer_host.leave", actor=by, subject=row)


def invited_by_link(token: str) -> HostPerson | None:
    """Return whom a link asks in; None for one that we did not make, that has ended, or whose person left."""
    key = _joining.key_in(token)
    rows = HostPerson.objects.select_related("host__organisation", "host__review__system", "host__review__programme")
    return rows.filter(key=key, left_at=None).first() if key else None


@transaction.atomic
def join(*, person: HostPerson, user: User) -> HostPerson:
    """Let whoever holds the link join with their account. Joined again it changes nothing. Logged.

    Raises Refused when somebody else joined by this link, when they left or the review is over, and for a peer of its team:
    what the team hears is kept from hosts.
    """
    review = locked(person.host.review)  # nobody comes into its team meanwhile
    row = _locked_person(person)
    if row.left_at:
        raise Refused(_("This invitation has ended."))
    if row.user_id == user.pk and row.joined_at:
        return row
    if row.user_id:
        raise Refused(_("This link was used with another account. Sign in with that one, or ask for a new invitation."))
    _demand_going_on(review)
    if reader_for(user, review).is_any(review, Capacity.PEER):
        raise Refused(
            _(
                "You are in the team of this review. Nobody can be at a host and in the team: step out of the team first."
            )
        )
    row.user, row.joined_at = user, timezone.now()
    row.save(update_fields=["user", "joined_at"])
    audit.record("peer_host.join", actor=user, subject=row)
    return row


def _ask_in(host: Host, person: Invited, by: User, *, is_lead: bool = False, is_observer: bool = False) -> HostPerson:
    email = person.email.strip().lower()
    present = host.people.filter(left_at=None)
    if present.filter(email=email).exists():
        raise Refused(_("This person is there already."))
    if present.count() >= MOST_AT_A_HOST:
        raise Refused(_("A host can have %(limit)d people at most.") % {"limit": MOST_AT_A_HOST})
    row = HostPerson.objects.create(
        host=host, name=person.name.strip(), email=email, is_lead=is_lead, is_observer=is_observer
    )
    _write(row, by)
    audit.record("peer_host.invite", actor=by, subject=row, lead=is_lead, observer=is_observer)
    return row


def _write(person: HostPerson, by: User) -> None:
    review = person.host.review
    post(
        to=person.email,
        template="peer_reviews/invitation",
        context={
            "name": name_in_mail(person.name),
            "who": name_in_mail(str(by)) or _("Somebody"),
            "host": person.host.organisation.name,
            "system": review.system.name,
            "reference": review.reference,
            "speaks": person.speaks,
            "link": _joining.to(person.key),
            "days": LINK_WORKS.days,
        },
        kind="peer_review.invitation",
        about=review,
    )


def _led(host: Host, by: User) -> Review:
    """Return the review of a host, locked until the transaction ends: nobody ceases to lead it meanwhile.

    Raises NotAllowed but for managers and the lead of the host, and Refused for a host that was taken off.
    """
    review = locked(host.review)
    if not (may_run(by) or leads_host(by, host)):
        raise NotAllowed(_("Only the manager and the lead of this host may do this."))
    if not review.hosts.filter(pk=host.pk).exists():
        raise Refused(str(TAKEN_OFF))
    return review


def _demand_going_on(review: Review) -> None:
    if review.is_over:
        raise Refused(_("This review is over."))


def _locked_person(person: HostPerson) -> HostPerson:
    # A related row can't be locked where it may be missing (PostgreSQL), so it is read besides.
    row = HostPerson.objects.select_for_update(no_key=True).filter(pk=person.pk).first()
    if row is None:
        raise Refused(str(TAKEN_OFF))
    return row
