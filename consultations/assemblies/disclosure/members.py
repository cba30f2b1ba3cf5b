"""What a viewer may know of a member of a standing body. They act for the public, so all that they are here is public;
their account is not."""

from dataclasses import dataclass
from datetime import date, datetime

from consultations.assemblies.enums import InterestKind
from consultations.assemblies.models import Interest, ItemInterest, Member
from core.disclosure import Audience, Viewer, disclose


@dataclass(frozen=True)
class KnownMember:
    """`account` is the address of the account with which they come in; `has_account` whether there is one."""

    pk: int
    name: str
    post: str
    biography: str
    has_account: bool
    account: str


@disclose.register
def of_member(subject: Member, viewer: Viewer) -> KnownMember:
    """The secretariat knows the account. Nobody else learns whether there is one, members included."""
    is_staff = viewer.audience is Audience.STAFF
    user = subject.user if is_staff else None
    return KnownMember(
        pk=subject.pk,
        name=subject.name,
        post=subject.post,
        biography=subject.biography,
        has_account=user is not None,
        account=user.email if user is not None else "",
    )


@dataclass(frozen=True)
class KnownInterest:
    """An entry of the register, of a member or of what they declared in one item."""

    pk: int
    member: int
    name: str
    kind: str
    what: str
    since: date | None
    declared_at: datetime
    ended_on: date | None
    stepped_out_at: datetime | None = None
    came_back_at: datetime | None = None


@disclose.register
def of_interest(subject: Interest, viewer: Viewer) -> KnownInterest:
    """The register is public, whoever looks."""
    return KnownInterest(
        pk=subject.pk,
        member=subject.member_id,
        name=subject.member.name,
        kind=str(InterestKind(subject.kind).label),
        what=subject.what,
        since=subject.since,
        declared_at=subject.declared_at,
        ended_on=subject.ended_on,
    )


@disclose.register
def of_item_interest(subject: ItemInterest, viewer: Viewer) -> KnownInterest:
    """So is what was declared in an item; whether its session may be seen is asked apart."""
    return KnownInterest(
        pk=subject.pk,
        member=subject.member_id,
        name=subject.member.name,
        kind="",
        what=subject.what,
        since=None,
        declared_at=subject.declared_at,
        ended_on=None,
        stepped_out_at=subject.stepped_out_at,
        came_back_at=subject.came_back_at,
    )
