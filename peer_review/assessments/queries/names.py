"""What the audit log calls the rows of this room: by their line of enquiry, and never by their peer."""

from collections.abc import Collection

from peer_review.assessments.models import Assessment, Judgement, Score


def names_of_assessments(keys: Collection[int]) -> dict[int, str]:
    return _names(Assessment, keys)


def names_of_judgements(keys: Collection[int]) -> dict[int, str]:
    return _names(Judgement, keys)


def names_of_scores(keys: Collection[int]) -> dict[int, str]:
    return _names(Score, keys)


def _names(model: type[Assessment | Judgement | Score], keys: Collection[int]) -> dict[int, str]:
    rows = model._base_manager.filter(pk__in=keys).select_related("review", "line__theme")
    return {row.pk: f"{row.review.reference}, line {row.line.code}" for row in rows}
