"""What members want on an agenda: proposed, seconded by another, or withdrawn. The agenda takes it from there."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand
from consultations.assemblies.enums import ProposalState
from consultations.assemblies.lifecycle import PROPOSAL
from consultations.assemblies.models import BodyPage, Member, Proposal
from consultations.assemblies.queries.bodies import member_of
from consultations.assemblies.rules import may_run, may_take_part
from core import audit
from core.errors import NotAllowed, Refused
from core.lifecycle import move

WAITING = (ProposalState.PROPOSED, ProposalState.SECONDED)


def propose(*, body: BodyPage, title: str, text: str, by: User) -> Proposal:
    """Write down what a member wants the body to speak of. Logged. Raises NotAllowed for who holds no seat today.

    The same words of the same member that wait already are returned: a form may be sent twice.
    """
    member = _sitting(by, body)
    with transaction.atomic():
        Member.objects.select_for_update(no_key=True).get(pk=member.pk)
        sent = Proposal.objects.filter(body=body, proposed_by=member, title=title, text=text, state__in=WAITING).first()
        if sent is not None:
            return sent
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
