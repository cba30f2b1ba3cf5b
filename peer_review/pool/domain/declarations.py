"""What peers declare: by themselves, or by a manager on their behalf, which the log tells apart."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.actors import Actor
from core.changes import announce
from core.errors import Refused
from organisations.models import Organisation
from peer_review.pool.domain.peers import on_behalf, spoken_for
from peer_review.pool.enums import ConflictKind
from peer_review.pool.models import Declaration, Peer, Renewal


def declare(
    *,
    peer: Peer,
    kind: ConflictKind,
    by: Actor,
    organisation: Organisation | None = None,
    organisation_name: str = "",
    text: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Declaration:
    """Declare one thing. Logged, without its words. What says the same and was not withdrawn is returned.

    Announced: whoever manages a review to which the peer goes gets mail where it touches that one (`teams.domain.telling`).

    Raises Refused for a declaration that names no body and says nothing, for an end before its beginning, and for a
    beginning in the future.
    """
    named = organisation_name or (organisation.name if organisation else "")
    if not named and not text.strip():
        raise Refused(_("Say what it is, or name the organisation."))
    if since is not None and since > timezone.localdate():
        raise Refused(_("It must not begin in the future."))
    if since is not None and until is not None and until < since:
        raise Refused(_("It can’t have ended before it began."))
    with transaction.atomic():
        row = spoken_for(peer, by)
        said = {
            "kind": kind,
            "organisation": organisation,
            "organisation_name": named,
            "text": text,
            "since": since,
            "until": until,
        }
        sent = row.declarations.filter(withdrawn_on=None, **said).first()
        if sent is not None:
            return sent
        declared = Declaration.objects.create(peer=row, **said)
        announce(row)
        audit.record("peer.declare", actor=by, subject=row, declaration=declared.pk, **on_behalf(row, by))
        return declared


def withdraw_declaration(*, declaration: Declaration, by: Actor) -> Declaration:
    """Say that a declaration was wrong. It stays, with the day, and counts no more. Logged. Raises Refused for one that is."""
    with transaction.atomic():
        peer = spoken_for(declaration.peer, by)
        row = Declaration.objects.select_for_update(no_key=True, of=("self",)).get(pk=declaration.pk)
        if row.withdrawn_on is not None:
            raise Refused(_("This was withdrawn already."))
        row.withdrawn_on = timezone.localdate()
        row.save(update_fields=["withdrawn_on"])
        announce(peer)
        audit.record("peer.withdraw_declaration", actor=by, subject=peer, declaration=row.pk, **on_behalf(peer, by))
        return row


def renew_declarations(*, peer: Peer, by: Actor) -> Renewal:
    """Say that what is declared is complete today, and look again in a year. Logged. Once a day is enough."""
    with transaction.atomic():
        row = spoken_for(peer, by)
        renewal, is_new = Renewal.objects.get_or_create(peer=row, on=timezone.localdate())
        if is_new:
            announce(row)
            audit.record("peer.renew_declarations", actor=by, subject=row, **on_behalf(row, by))
        return renewal
