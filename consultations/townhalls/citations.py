"""Where each thing said can be found for good, what a question's reference looks like, and where others refer to it."""

import re
from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator

from consultations.townhalls import queries
from consultations.townhalls.disclosure import KnownContribution
from consultations.townhalls.enums import IN_PUBLIC, OVER, QUESTIONS, ContributionKind, ContributionState
from consultations.townhalls.models import Contribution, Participant, TownHallPage
from core.citations import Citing, Target, cited_in, family, links_in, sources
from core.disclosure import PUBLIC, disclose
from pages.citations import plain, prose_of

PATTERN = rf"{QUESTIONS}-[1-9][0-9]{{0,8}}"
REFERENCE = re.compile(rf"{QUESTIONS}-([1-9][0-9]{{0,8}})")


def register() -> None:
    """Have Q-12 known in every text, and what is said named where it refers to something; run once when Django starts."""
    family("question", PATTERN, questions_called)
    sources(Contribution, described, texts_of)


def questions_called(references: Collection[str]) -> dict[str, Target]:
    """Return where questions stand, with their first words: those that everybody may read."""
    known = [disclose(row, PUBLIC) for row in queries.said_in_public().filter(reference__in=references)]
    return {one.reference: Target(address_of(one), opening(one.text)) for one in known}


def described(keys: Collection[int]) -> dict[int, Citing]:
    """Return how contributions are named that refer to something: those that everybody may read."""
    rows = queries.said_in_public().filter(pk__in=keys).values_list("pk", "reference", "key", "kind")
    return {
        pk: Citing(reference or str(ContributionKind(kind).label), reverse("townhalls:said", args=[key]))
        for pk, reference, key, kind in rows
    }


def texts_of(row: Contribution) -> tuple[str, ...]:
    """Return what everybody may read of a contribution, with its answer while that stands; of what is not published, nothing."""
    answer = row.answer if row.state == ContributionState.ANSWERED_IN_WRITING else ""
    return (row.text, answer) if row.state in IN_PUBLIC else ()


@prose_of.register
def prose_of_hall(page: TownHallPage) -> tuple[str, ...]:
    """What was said is summed up for everybody once it is over; till then that is a draft."""
    return page.summary, plain(page.body), plain(page.summing_up) if page.state in OVER else ""


def address_of(known: KnownContribution) -> str:
    """Return the lasting address of what was said: a question's own page, or one that leads to where the other stands."""
    found = REFERENCE.fullmatch(known.reference)
    return (
        reverse("townhalls:question", args=[found.group(1)]) if found else reverse("townhalls:said", args=[known.key])
    )


def opening(text: str) -> str:
    """Return the first words of a text."""
    return Truncator(" ".join(text.split())).chars(80)


def words_of(known: KnownContribution) -> tuple[str, ...]:
    """Return all of a contribution in which a reference may stand, as pages draw it."""
    return known.reference, known.merged_into, known.text, known.answer


def one_of(row: Contribution, participant: Participant | None) -> dict[str, Any]:
    """Return what the page of one question shows."""
    merged = Contribution.objects.filter(merged_into=row).select_related("parent", "merged_into").order_by("sent_at")
    one = disclose(row, PUBLIC)
    replies = [disclose(reply, PUBLIC) for reply in queries.replies_to([row])[row.pk]]
    others = [disclose(other, PUBLIC) for other in merged]
    return {
        "one": one,
        "replies": replies,
        "has_my_vote": participant is not None and row.pk in queries.voted_for(row.thread, participant),
        "cited_in": cited_in([one.reference])[one.reference],
        "merged": others,
        "references": links_in(words for known in (one, *replies, *others) for words in words_of(known)),
    }
