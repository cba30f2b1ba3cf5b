"""What the audit log calls findings: by their review and number, without a word of them."""

from collections.abc import Collection

from peer_review.findings.models import Finding


def names_of_findings(keys: Collection[int]) -> dict[int, str]:
    rows = Finding.objects.filter(pk__in=keys).select_related("review")
    return {row.pk: f"{row.review.reference} {row}" for row in rows}
