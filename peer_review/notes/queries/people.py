"""Names of people in a text. Nobody who was heard is named in what outlives the notes."""

import re
import unicodedata

from django.utils.translation import gettext as _

from evidence.submissions.finding import ALIKE, UNSEEN
from peer_review.notes.models import NoteSource
from peer_review.reviews.models import Review
from peer_review.visits.models import Attendee

_ALIKE = {one: alike[0] for alike in ALIKE for one in alike}
TITLES = r"(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lord|lady|cllr|councillor|rev|sister|nurse)\.?"


def named_in(review: Review, *texts: str) -> list[str]:
    """Return, as they stand in `texts`, the names of people who were heard in `review`. Two queries.

    A name counts whole, whatever its case, accents and blanks, and what a word processor made of its apostrophe; its last word
    counts after a title ("Dr Example").
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
    plain, places = _plain(text)
    spans = {match.span() for name in names for match in re.finditer(_pattern(name), plain, re.IGNORECASE)}
    return list(dict.fromkeys(text[places[start] : places[end - 1] + 1] for start, end in sorted(spans)))


def _pattern(name: str) -> str:
    words = [re.escape(one) for one in _plain(name)[0].split()]
    whole = r"\s+".join(words)
    by_title = rf"|\b{TITLES}\s+{words[-1]}" if len(words) > 1 else ""
    return rf"(?:(?<!\w){whole}{by_title})(?!\w)"


def _plain(text: str) -> tuple[str, list[int]]:
    """Return `text` without accents and what is not seen, with one kind of apostrophe and hyphen; and where each letter stood."""
    seen = [place for place, one in enumerate(text) if not (UNSEEN.match(one) or unicodedata.combining(one))]
    letters = (_ALIKE.get(text[place]) or unicodedata.normalize("NFD", text[place])[0] for place in seen)
    return "".join(letters), seen
