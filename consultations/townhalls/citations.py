"""Where each thing said can be found for good, and where others refer to it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator

from consultations.townhalls import queries
from consultations.townhalls.disclosure import KnownContribution
from consultations.townhalls.enums import QUESTIONS, ContributionKind
from consultations.townhalls.models import Contribution, Participant
from core.disclosure import PUBLIC, disclose

REFERENCE = re.compile(rf"(?<![\w-]){QUESTIONS}-([1-9]\d{{0,8}})(?![\w-])")
MOST_BACK = 20  # places that are named for one question


@dataclass(frozen=True)
class Citing:
    """A place that refers to a question."""

    text: str
    url: str


def address_of(known: KnownContribution) -> str:
    """Return the lasting address of what was said: a question's own page, or one that leads to where the other stands."""
    found = REFERENCE.fullmatch(known.reference)
    return (
        reverse("townhalls:question", args=[found.group(1)]) if found else reverse("townhalls:said", args=[known.key])
    )


def opening(text: str) -> str:
    """Return the first words of a text."""
    return Truncator(" ".join(text.split())).chars(80)


def cited_in(rows: Iterable[Contribution]) -> dict[int, list[Citing]]:
    """Return by row the contributions that refer to it, of those that everybody may read, the oldest first: one query."""
    found: dict[int, list[Citing]] = {row.pk: [] for row in rows}
    citing = queries.said_in_public().filter(refers_to__in=found).order_by("published_at", "pk")
    for to, reference, key, kind in citing.values_list("refers_to", "reference", "key", "kind"):
        if len(found[to]) < MOST_BACK:
            text = reference or str(ContributionKind(kind).label)
            url = reverse("townhalls:said", args=[key])
            found[to].append(Citing(text, url))
    return found


def one_of(row: Contribution, participant: Participant | None) -> dict[str, Any]:
    """Return what the page of one question shows."""
    merged = Contribution.objects.filter(merged_into=row).select_related("parent", "merged_into").order_by("sent_at")
    return {
        "one": disclose(row, PUBLIC),
        "replies": [disclose(reply, PUBLIC) for reply in queries.replies_to([row])[row.pk]],
        "has_my_vote": participant is not None and row.pk in queries.voted_for(row.thread, participant),
        "cited_in": cited_in([row])[row.pk],
        "merged": [disclose(one, PUBLIC) for one in merged],
    }
