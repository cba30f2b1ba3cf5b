"""What members want on an agenda: proposed, seconded by another, put on a session's agenda, or withdrawn."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand
from consultations.assemblies.enums import AHEAD
from consultations.assemblies.lifecycle import PROPOSAL
from consultations.assemblies.models import AgendaItem, BodyPage, Member, Proposal, SessionPage
from consultations.assemblies.queries.bodies import body_of, member_of
from consultations.assemblies.rules import may_run, may_take_part
from core import audit
from core.changes import announce
from core.citations import write_down_row
from core.errors import NotAllowed, Refused
from core.lifecycle import move


def propose(*, body: BodyPage, title: str, text: str, by: User) -> Proposal:
    """Write down what a member wants the body to speak of. Logged. Raises NotAllowed for who holds no seat today."""
    member = _sitting(by, body)
    with transaction.atomic():
        proposal = Proposal.objects.create(body=body, title=title, text=text, proposed_by=member)
        audit.record("proposal.propose", actor=by, subject=proposal)
        return proposal


def second(*, proposal: Proposal, by: User) -> Proposal:
    """Support what another member proposed, so that it can go on an agenda.

    Raises NotAllowed for who holds no seat today, Refused for one's own and as `core.lifecycle.move` does.
    """
    member = _sitting(by, proposal.body)
    if member.pk == proposal.proposed_by_id:
        raise Refused(_("You proposed this, so another member has to second it."))
    changes = {"seconded_by": member, "seconded_at": timezone.now()}
    return move(PROPOSAL, proposal, "second", actor=by, changes=changes)


def schedule(*, proposal: Proposal, session: SessionPage, by: User, takes: int = 15) -> AgendaItem:
    """Put a seconded proposal at the end of a session's agenda, after all that is there. `takes` are minutes.

    Raises Refused for a session of another body, or one that began or was cancelled; NotAllowed and Refused as
    `core.lifecycle.move` does.
    """
    with transaction.atomic():
        fresh = SessionPage.objects.select_for_update(of=("self",), no_key=True).get(pk=session.pk)
        if body_of(fresh).pk != proposal.body_id:
            raise Refused(_("Choose a session of the body that it was proposed to."))
        if fresh.state not in AHEAD:
            raise Refused(_("Choose a session that has not begun: nothing can be added to this one’s agenda."))
        scheduled = move(PROPOSAL, proposal, "schedule", actor=by)
        last = fresh.items.aggregate(last=Max("position"))["last"] or 0
        before = fresh.items.order_by("position", "pk").last()
        item = AgendaItem.objects.create(
            session=fresh,
            proposal=scheduled,
            title=scheduled.title,
            text=scheduled.text,
            position=last + 1,
            begins_after=before.begins_after + before.takes if before else 0,
            takes=takes,
        )
        write_down_row(item)
        announce(item)
        return item


def withdraw(*, proposal: Proposal, by: User) -> Proposal:
    """Take a proposal back before it is on an agenda. Who proposed it may, and the secretariat.

    Raises NotAllowed for others, Refused as `core.lifecycle.move` does.
    """
    member = member_of(by)
    if not may_run(by) and (member is None or member.pk != proposal.proposed_by_id):
        raise NotAllowed(_("Only who proposed this, or the secretariat, may withdraw it."))
    return move(PROPOSAL, proposal, "withdraw", actor=by)


def _sitting(by: User, body: BodyPage) -> Member:
    demand(lambda actor: may_take_part(actor, body), by, _("Only members who hold a seat of this body may do this."))
    member = member_of(by)
    assert member is not None  # noqa: S101 - a seat is held by a member
    return member
