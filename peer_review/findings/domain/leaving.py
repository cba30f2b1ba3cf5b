"""What becomes of findings when a peer steps out or is released."""

from core.actors import SYSTEM, Actor
from core.lifecycle import move
from peer_review.findings.enums import FindingState
from peer_review.findings.lifecycle import FINDING
from peer_review.findings.models import Finding
from peer_review.teams.models import Member


def ask_another_second(member: Member, to: Member | None, by: Actor) -> None:
    """Have another peer read what a peer who left had seconded and the manager had not signed. What is signed stays signed.

    Findings are the team's: those that the peer began stay, and anybody of the team writes on in them.
    """
    for row in Finding.objects.filter(second=member, state=FindingState.MANAGER).order_by("pk"):
        move(FINDING, row, "ask_another", actor=SYSTEM, changes={"second": None, "second_at": None})
