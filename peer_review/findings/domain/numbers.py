"""Numbers of findings: given when one is first signed, without gaps when the draft leaves the team.

Until then the team alone sees them, so one that is withdrawn gives its number back and those behind it move up. Afterwards
findings are neither withdrawn nor written anew, so a number that anybody else has read stays. Both verbs stand under the lock of
the review, which whoever writes findings holds (`findings.domain.seated`).
"""

from django.db.models import F, Max

from peer_review.findings.models import Finding
from peer_review.reviews.models import Review


def next_number(review: Review, kind: str) -> int:
    """Return the next number among the findings of a kind."""
    last = Finding.objects.filter(review=review, kind=kind).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def give_back(finding: Finding) -> None:
    """Take the number of a finding away, and move those behind it up."""
    if finding.number is None:
        return
    row = Finding.objects.get(pk=finding.pk)
    Finding.objects.filter(pk=row.pk).update(number=None)
    finding.number = None
    behind = Finding.objects.filter(review=row.review_id, kind=row.kind, number__gt=row.number)
    for pk in list(behind.order_by("number").values_list("pk", flat=True)):  # one by one, for no two share a number
        Finding.objects.filter(pk=pk).update(number=F("number") - 1)
