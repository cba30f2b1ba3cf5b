"""Comments on the facts of a draft."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from peer_review.reports.enums import CommentState
from peer_review.reports.models import Edition, FactComment, Sentence
from peer_review.reviews.models import Duty, Host, HostPerson, Review


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


def hosts_as_they_checked(review: Review) -> QuerySet[Host]:
    """Return the hosts, each with its organisation and what it said of having checked the facts (`facts_checked`): one query."""
    return review.hosts.select_related("organisation", "facts_checked__person")


def not_checked_by(review: Review) -> list[str]:
    """Return the names of those hosts that have not said that they checked the facts."""
    return [str(host.organisation) for host in hosts_as_they_checked(review) if not hasattr(host, "facts_checked")]


def led_in(review: Review, user: Any) -> list[Host]:
    """Return the hosts that somebody leads in a review, each as `hosts_as_they_checked` does."""
    leads = HostPerson.objects.filter(user=user.pk, is_lead=True, left_at=None)
    return list(hosts_as_they_checked(review).filter(people__in=leads))


def who_has_to_check(user: Any) -> QuerySet[HostPerson]:
    """Return as whom somebody speaks for a host, in any review, that has not said that it checked the facts."""
    return HostPerson.objects.filter(user=user.pk, left_at=None, is_observer=False, host__facts_checked=None)


def duties_of(review: Review) -> dict[str, Duty]:
    """Return what is due in a review, by its kind: one query."""
    return {duty.kind: duty for duty in review.duties.all()}
