"""Comments on the facts of a draft."""

from django.db.models import Count, Q, QuerySet

from peer_review.reports.enums import CommentState
from peer_review.reports.models import Edition, FactComment, Sentence
from peer_review.reviews.models import Duty, Review


def comments_of(review: Review) -> QuerySet[FactComment]:
    """Return the log of the fact check of a review, the oldest first."""
    rows = FactComment.objects.filter(sentence__passage__edition__report__review=review)
    return rows.select_related("sentence__passage__finding", "person__host__organisation", "decided_by").order_by(
        "at", "pk"
    )


def open_comments(review: Review) -> int:
    return comments_of(review).filter(state=CommentState.OPEN).count()


def counts_by_sentence(edition: Edition) -> dict[int, tuple[int, int]]:
    """Return by the key of a sentence how many comments it has, and how many of them are not decided."""
    undecided = Count("comments", filter=Q(comments__state=CommentState.OPEN))
    rows = Sentence.objects.filter(passage__edition=edition, comments__isnull=False)
    found = rows.annotate(all=Count("comments"), undecided=undecided).order_by("pk")
    return {pk: (count, waiting) for pk, count, waiting in found.values_list("pk", "all", "undecided")}


def sentence_as_corrected(sentence: Sentence) -> str:
    """Return a sentence as it stands after the errors that were accepted, of which the last counts."""
    accepted = sentence.comments.filter(state=CommentState.ACCEPTED).order_by("decided_at", "pk")
    last = accepted.values_list("corrected", flat=True).last()
    return str(last) if last else sentence.text


def facts_behind(judgement: Sentence) -> list[Sentence]:
    """Return the sentences of the same edition that state what the finding of a judgement rests on."""
    passage = judgement.passage
    rows = Sentence.objects.filter(passage__edition=passage.edition_id, passage__finding=passage.finding_id)
    return list(rows.filter(is_judgement=False).order_by("passage__position", "position"))


def duties_of(review: Review) -> dict[str, Duty]:
    """Return what is due in a review, by its kind: one query."""
    return {duty.kind: duty for duty in review.duties.all()}
