"""Names of people in a text. Nobody who was heard is named in what outlives the notes."""

import re
import unicodedata

from django.utils.translation import gettext as _

from peer_review.notes.models import NoteSource
from peer_review.reviews.models import Review
from peer_review.visits.models import Attendee

TITLES = r"(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lord|lady|cllr|councillor|rev|sister|nurse)\.?"


def named_in(review: Review, *texts: str) -> list[str]:
    """Return, as they stand in `texts`, the names of people who were heard in `review`. Two queries.

    A name counts whole, whatever its case, accents and blanks; its last word counts after a title ("Dr Example").
    """
    names = _names(review)
    return [one for text in texts for one in _found(names, text)]


def why_not_named(review: Review, *texts: str) -> str:
    """Return the sentence that says which names have to be taken out of these texts; nothing where they hold none. Two queries."""
    found = ", ".join(named_in(review, *texts))
    return _("Nobody who was heard is named here. Take out: %(names)s.") % {"names": found} if found else ""


def _names(review: Review) -> set[str]:
    attendees = Attendee.objects.filter(review=review).values_list("name", flat=True)
    sources = NoteSource.objects.filter(note__review=review).exclude(name="").values_list("name", flat=True)
    return {" ".join(name.split()) for name in (*attendees, *sources) if name.strip()}


def _found(names: set[str], text: str) -> list[str]:
    plain = _plain(text)
    spans = {match.span() for name in names for match in re.finditer(_pattern(name), plain, re.IGNORECASE)}
    # The plain text has a character for each of the text's, so a place in one is a place in the other.
    return list(dict.fromkeys(text[start:end] for start, end in sorted(spans)))


def _pattern(name: str) -> str:
    words = [re.escape(one) for one in _plain(name).split()]
    whole = r"\s+".join(words)
    by_title = rf"|\b{TITLES}\s+{words[-1]}" if len(words) > 1 else ""
    return rf"(?:(?<!\w){whole}{by_title})(?!\w)"


def _plain(text: str) -> str:
    """Return `text` without accents, as long as it was."""
    return "".join((unicodedata.normalize("NFD", one) or one)[0] for one in text)
