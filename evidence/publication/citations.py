"""What the reference of a submission looks like, where it leads, and where other places refer to one: editions alone."""

import re
from collections.abc import Collection, Iterable, Iterator

from consultations.calls.enums import REFERENCE_SERIES
from core.citations import Citing, Target, family, sources
from evidence.publication.models import Edition
from evidence.publication.models.edition import PublicText

# In any case: cfe1-0042 can be no word.
PATTERN = re.compile(rf"(?:{'|'.join(REFERENCE_SERIES.values())})[1-9][0-9]{{0,4}}-[0-9]{{4,9}}", re.IGNORECASE)


def register() -> None:
    """Have CFE1-0042 known in every text, and what is published named where it refers to something."""
    family("submission", PATTERN, editions_called)
    sources(Edition, described, texts_of)


def editions_called(references: Collection[str]) -> dict[str, Target]:
    """Return where published submissions stand, with whom they are from as the public may know them: one query."""
    rows = Edition.objects.filter(reference__in=references)
    return {row.reference: Target(row.get_absolute_url(), row.respondent) for row in rows}


def described(keys: Collection[int]) -> dict[int, Citing]:
    """Return how published submissions are named that refer to something: one query."""
    rows = Edition.objects.filter(pk__in=keys)
    return {row.pk: Citing(f"{row.reference}, {row.respondent}", row.get_absolute_url()) for row in rows}


def texts_of(edition: Edition) -> Iterator[str]:
    return words_of([*edition.answers.all(), *edition.attachments.all()])


def words_of(parts: Iterable[PublicText]) -> Iterator[str]:
    """Yield the runs of an edition's texts that the public may read: none goes on behind a gap."""
    return (piece["text"] for part in parts for piece in part.pieces if "text" in piece)
