"""References in what is said (Q-12): kept when it is written, so that they can be followed both ways."""

from consultations.townhalls.citations import REFERENCE
from consultations.townhalls.enums import ContributionState
from consultations.townhalls.models import Contribution

MOST = 20  # of one contribution: a list of all questions refers to none


def note_references(row: Contribution) -> None:
    """Keep which questions a contribution's words name, with its answer while that stands.

    Call it in the transaction that writes the words.
    """
    answer = row.answer if row.state == ContributionState.ANSWERED_IN_WRITING else ""
    named = list(dict.fromkeys(match.group() for match in REFERENCE.finditer(f"{row.text}\n{answer}")))
    row.refers_to.set(Contribution.objects.filter(reference__in=named[:MOST]).exclude(pk=row.pk))
