"""What may be known of a finding: everybody may know it once its review is reported, the team while they make it."""

from dataclasses import dataclass

from core.disclosure import Viewer, disclose
from peer_review.findings.enums import FindingKind, FindingState
from peer_review.findings.models import Finding
from peer_review.reviews.disclosure import reader_for
from peer_review.reviews.enums import Thing


@dataclass(frozen=True)
class KnownFinding:
    """`label` is S1, A2 or R3, and `reference` the same with its review (`PR-3 R2`). What it rests on is told by `because` alone."""

    pk: int
    label: str
    reference: str
    kind: FindingKind
    title: str
    text: str
    because: str
    line: str
    theme: str


@disclose.register
def of_finding(subject: Finding, viewer: Viewer) -> KnownFinding | None:
    """Return a signed finding to whoever may read the report of its review, and to the public once that is published; else None.

    A report that was taken back is asked of its own room (reports). Give it with `review` and `line__theme` read.
    """
    if subject.state != FindingState.SIGNED:
        return None
    reader = reader_for(viewer.actor, subject.review)
    if not (reader.may(subject.review, Thing.REPORT) or reader.may(subject.review, Thing.FINDINGS)):
        return None
    return KnownFinding(
        pk=subject.pk,
        label=str(subject),
        reference=f"{subject.review.reference} {subject}",
        kind=FindingKind(subject.kind),
        title=subject.title,
        text=subject.text,
        because=subject.because,
        line=str(subject.line),
        theme=subject.line.theme.title,
    )
