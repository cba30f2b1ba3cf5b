"""Peers: written down by managers, who change all of them; peers change what is theirs to say."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain import give_role
from accounts.enums import Role
from accounts.models import User
from accounts.rules import demand
from core import audit
from core.actors import Actor
from core.changes import announce
from core.errors import Refused, Stale
from core.lifecycle import move
from core.stamps import MEANWHILE
from peer_review.pool.enums import PeerState
from peer_review.pool.lifecycle import PEER
from peer_review.pool.models import FormerEmployer, Peer, Skill
from peer_review.pool.rules import may_manage, may_speak_for

# What peers say of themselves, and what managers settle besides.
OWN = frozenset(
    {"phone", "organisation", "organisation_name", "role_title", "party", "region", "biography", "adjustments"}
)
FIELDS = OWN | {"name", "email", "type"}


def add_peer(*, by: Actor, skills: Iterable[Skill] = (), **fields: Any) -> Peer:
    """Put somebody into the pool. Logged, without what it says of them.

    Raises NotAllowed for who does not manage peer review, Refused for an address that another peer has: a form that is sent
    twice adds nobody twice.
    """
    demand_manager(by)
    _demand_known(fields, FIELDS | {"joined_on"})
    with transaction.atomic():
        _demand_another_address(fields["email"])
        try:
            with transaction.atomic():
                row = Peer.objects.create(**fields)
        except IntegrityError:
            _demand_another_address(fields["email"])
            raise
        row.skills.set(skills)
        announce(row)
        audit.record("peer.add", actor=by, subject=row)
        return row


def change_peer(
    *, peer: Peer, by: Actor, after: int | None = None, skills: Iterable[Skill] | None = None, **fields: Any
) -> Peer:
    """Change what stands of a peer. Logged by the names of the fields alone.

    An organisation that they leave is written down with today as the day, for five years count from it. `after` is the revision
    that was read: raises Stale where somebody saved another meanwhile. Raises NotAllowed for another peer, and for a field
    that only managers settle; Refused for an address that another peer has.
    """
    _demand_known(fields, FIELDS)
    with transaction.atomic():
        row = spoken_for(peer, by)
        if skills is not None or set(fields) - OWN:
            demand_manager(by)
        changed = _changed(row, fields, skills)
        if not changed:
            return row
        if after is not None and after != row.revision:
            raise Stale(str(MEANWHILE))
        if "email" in changed:
            _demand_another_address(fields["email"], but=row)
        if "organisation" in changed:
            _note_the_former(row)
        for name, value in fields.items():
            setattr(row, name, value)
        row.revision = F("revision") + 1
        row.save(update_fields=[*fields, "revision"])
        row.refresh_from_db()
        if skills is not None:
            row.skills.set(skills)
        announce(row)
        audit.record("peer.change", actor=by, subject=row, fields=sorted(changed), **on_behalf(row, by))
        return row


def change_state(*, peer: Peer, verb: str, actor: Actor) -> Peer:
    """Pause somebody, or make them active again (`lifecycle.PEER`). Raises as `core.lifecycle.move` does. Logged."""
    changes = {"paused_on": timezone.localdate() if PEER.move_named(verb).target == PeerState.PAUSED else None}
    return move(PEER, peer, verb, actor=actor, changes=changes)


def link_account(*, peer: Peer, user: User | None, by: Actor) -> Peer:
    """Let somebody come in as this peer with their account, and as a peer reviewer; with none, let nobody. Logged.

    Raises Refused for an account that is another peer's.
    """
    demand_manager(by)
    with transaction.atomic():
        row = locked(peer)
        other = Peer.objects.filter(user=user).exclude(pk=row.pk).first() if user else None
        if other is not None:
            raise Refused(_("With this account comes in: %(name)s. An account is one peer’s.") % {"name": other.name})
        row.user = user
        row.save(update_fields=["user"])
        announce(row)
        if user is not None and not user.groups.filter(name=Role.PEER_REVIEWER.value).exists():
            give_role(user=user, role=Role.PEER_REVIEWER, actor=by)
        audit.record("peer.link_account", actor=by, subject=row, account=user.audit_name if user else "")
        return row


def locked(peer: Peer) -> Peer:
    """Lock a peer: what is said of one is written by one verb at a time."""
    return Peer.objects.select_for_update(no_key=True, of=("self",)).get(pk=peer.pk)


def demand_manager(actor: Actor) -> None:
    """Raise NotAllowed for who does not manage peer review."""
    demand(may_manage, actor, _("Only managers of peer review may do this."))


def spoken_for(peer: Peer, by: Actor) -> Peer:
    """Return a peer as they stand, locked. Raises NotAllowed for who is neither this peer nor a manager by then."""
    row = locked(peer)
    demand(lambda one: may_speak_for(one, row), by, _("Only peers themselves, or a manager for them, may do this."))
    return row


def on_behalf(peer: Peer, by: Actor) -> dict[str, bool]:
    """Return what the log adds where a manager acts for a peer."""
    is_own = isinstance(by, Peer) or (peer.user_id is not None and getattr(by, "pk", None) == peer.user_id)
    return {} if is_own else {"on_their_behalf": True}


def _changed(row: Peer, fields: Mapping[str, Any], skills: Iterable[Skill] | None) -> set[str]:
    changed = {name for name, value in fields.items() if getattr(row, name) != value}
    if skills is not None and set(row.skills.all()) != set(skills):
        changed.add("skills")
    return changed


def _note_the_former(row: Peer) -> None:
    if row.organisation_id is not None:
        FormerEmployer.objects.get_or_create(
            peer=row, organisation_id=row.organisation_id, left_on=timezone.localdate()
        )


def _demand_known(fields: Mapping[str, Any], known: frozenset[str]) -> None:
    if strange := set(fields) - known:
        raise TypeError(f"A peer has no {sorted(strange)}.")


def _demand_another_address(email: str, but: Peer | None = None) -> None:
    others = Peer.objects.filter(email__iexact=email)
    other = (others.exclude(pk=but.pk) if but else others).first()
    if other is not None:
        raise Refused(_("This address is in the pool already: %(name)s.") % {"name": other.name})
