"""The page of one assessment: prompts and evidence at one side, one's own text at the other."""

from typing import Any

from django.db.models import OuterRef, Subquery

from peer_review.assessments.models import Assessment, AssessmentVersion
from peer_review.assessments.queries.evidence import Source, cited, found, of_line, with_sources
from peer_review.frameworks.models import Line
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.teams.models import Member


def own_assessment(seat: Member, line: Line) -> Assessment | None:
    """Return a peer's own assessment with what it cites and, as `waiting`, the key of a text that was set aside. Two queries."""
    aside = AssessmentVersion.objects.filter(assessment=OuterRef("pk"), set_aside=True, settled_at=None)
    rows = Assessment.objects.filter(member=seat, line=line).annotate(waiting=Subquery(aside.values("pk")[:1]))
    return rows.prefetch_related(with_sources()).first()


def evidence(reader: Reader, review: Review, line: Line, own: Assessment | None, words: str) -> dict[str, Any]:
    """Return what is cited, and what may be: what is tagged to the line, or what `words` find in the whole room. To one
    that is in nothing is added, so nothing is offered."""
    reads_notes = reader.may(review, Thing.NOTES)
    cites = cited(own.citations.all() if own else (), reads_notes=reads_notes)
    if own and own.submitted_at:
        return {"cites": cites, "offered": [], "words": ""}
    offered = found(reader, review, words) if words else of_line(reader, review, line)
    return {"cites": cites, "offered": _not_yet(offered, cites), "words": words}


def _not_yet(offered: list[Source], cites: list[Source]) -> list[Source]:
    there = {one.key for one in cites}
    return [one for one in offered if one.key not in there]
