"""A finding is read by a second peer, then signed by the manager; it is sent back, withdrawn, and taken up again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit
from core.errors import NotAllowed, Refused
from core.lifecycle import move
from core.stamps import demand_fresh, stamp_of
from peer_review.findings.domain.numbers import give_back, next_number
from peer_review.findings.domain.seated import demand_peer, demand_writer
from peer_review.findings.domain.writing import UNREAD
from peer_review.findings.enums import FindingState
from peer_review.findings.lifecycle import FINDING
from peer_review.findings.models import Finding
from peer_review.findings.queries.sources import basis_of
from peer_review.notes.domain.naming import demand_no_names


def hand_in(*, finding: Finding, by: User) -> Finding:
    """Ask a second peer to read a finding. Logged.

    Raises NotAllowed for whoever may not write findings now; Refused while it cites fewer than two items that hold, names
    somebody, or stands elsewhere.
    """
    with transaction.atomic():
        demand_writer(by, finding.review)
        return move(FINDING, finding, "hand_in", actor=by, changes={"sent_back_because": ""})


def second(*, finding: Finding, read: int, by: User) -> Finding:
    """Agree to a finding, as it reads at revision `read`, as the second peer, and pass it to the manager. Logged.

    Raises NotAllowed for whoever is not a peer of the team; Refused for its writer and for whoever saved its words last, where
    it reads differently by now, and as `hand_in` does.
    """
    with transaction.atomic():
        seat = demand_peer(by, finding.review)
        _demand_read(finding, read)
        return move(FINDING, finding, "second", actor=by, changes={"second": seat, "second_at": timezone.now()})


def send_back(*, finding: Finding, because: str, by: User) -> Finding:
    """Send a finding back to draft with a reason that the team reads. Logged, without the reason.

    Raises NotAllowed for its writer while a second peer is asked, and for whoever may not write findings now; Refused without
    a reason, for one that names somebody who was heard, or where it stands elsewhere.
    """
    with transaction.atomic():
        seat = demand_writer(by, finding.review)
        if seat is not None and seat.pk == finding.written_by_id:
            raise NotAllowed(_("Change your own finding instead of sending it back."))
        if not because.strip():
            raise Refused(_("Enter why you send it back."))
        demand_no_names(finding.review, because)
        return move(FINDING, finding, "send_back", actor=by, changes={**UNREAD, "sent_back_because": because.strip()})


def answer_warnings(*, finding: Finding, answer: str, after: str = "", by: User) -> Finding:
    """Say why a finding stands in spite of what triangulation warns of now. Logged, without the words.

    Another warning that comes later asks for another answer. `after` is the stamp of the answer that was read. Raises NotAllowed
    for whoever may not write findings now; Stale; Refused without words, for words that name somebody who was heard, and for a
    finding without a warning, withdrawn or signed.
    """
    with transaction.atomic():
        demand_writer(by, finding.review)
        row = Finding.objects.select_for_update(no_key=True).get(pk=finding.pk)
        keys = [one.key for one in basis_of(row).warnings()]
        if not answer.strip():
            raise Refused(_("Enter why it stands in spite of the warnings."))
        demand_no_names(row.review, answer)
        if not keys:
            raise Refused(_("There is no warning to answer."))
        if row.state == FindingState.WITHDRAWN:
            raise Refused(_("This finding was withdrawn. Take it up again first."))
        if (row.warnings_answered, row.answered_for) == (answer, keys):
            return row
        demand_fresh(after, stands=stamp_of(row.warnings_answered))
        row.warnings_answered, row.answered_for = answer, keys
        row.save(update_fields=["warnings_answered", "answered_for"])
        audit.record("finding.answer_warnings", actor=by, subject=row, warnings=keys)
        return row


def sign(*, finding: Finding, read: int, by: User) -> Finding:
    """Sign a finding off, as it reads at revision `read`, as the manager: it has its number from then on. Logged and announced.

    Raises NotAllowed for anybody but a manager; Refused while a warning has no answer, for a manager who wrote or seconded it as
    a peer, where it reads differently by now, and as `hand_in` does.
    """
    with transaction.atomic():
        demand_writer(by, finding.review)
        _demand_read(finding, read)
        number = finding.number or next_number(finding.review, finding.kind)
        changes = {"number": number, "signed_by": by, "signed_at": timezone.now()}
        return move(FINDING, finding, "sign", actor=by, changes=changes)


def withdraw(*, finding: Finding, by: User) -> Finding:
    """Withdraw a finding: it stays in the team's list, and gives its number back. Logged. Raises NotAllowed and Refused."""
    with transaction.atomic():
        demand_writer(by, finding.review)
        row = move(FINDING, finding, "withdraw", actor=by, changes=UNREAD)
        give_back(row)
        return row


def take_up(*, finding: Finding, by: User) -> Finding:
    """Take a withdrawn finding up again, as a draft. Logged. Raises NotAllowed and Refused."""
    with transaction.atomic():
        demand_writer(by, finding.review)
        return move(FINDING, finding, "take_up", actor=by)


def _demand_read(finding: Finding, read: int) -> None:
    row = Finding.objects.select_for_update(no_key=True).get(pk=finding.pk)
    if row.revision != read:
        raise Refused(_("The finding was changed since you read it. Read it as it stands now, then decide."))
