"""Suggested redactions: outlined for the screener, never applied by themselves; and marked words that were missed elsewhere."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from evidence.publication.domain.redact import Target, redact
from evidence.submissions.enums import RedactionReason, Release
from evidence.submissions.finding import squeezed
from evidence.submissions.models import AnswerVersion, Submission
from evidence.submissions.personal_data import Found, find_names, find_personal_data
from evidence.submissions.pieces import public_pieces, words_in
from evidence.submissions.queries import answers_to_disclose, attachments_to_disclose, names_to_keep


@dataclass(frozen=True)
class Suggestion:
    target: Target
    found: Found


def suggestions_in(target: Target, names: list[str]) -> list[Suggestion]:
    """Return what looks like personal data in the text of `target` and is not marked yet."""
    marks = [(one.start, one.end) for one in target.redactions.all()]
    return [
        Suggestion(target, found)
        for found in find_personal_data(target.text, names)
        if not any(found.start < end and start < found.end for start, end in marks)
    ]


def suggestions_for(submission: Submission) -> list[Suggestion]:
    """Return the suggestions for all that may be published of what was last sent."""
    names = names_to_keep(submission)
    return [one for target in _open_texts(submission) for one in suggestions_in(target, names)]


def left_unmarked(submission: Submission) -> list[str]:
    """Return, in sentences, which words are marked in one place of what was last sent and stand unmarked in another.

    Sealed words are not said, only what they were marked as.
    """
    texts = _open_texts(submission)
    marked: dict[str, str] = {}
    for text in texts:
        for mark in text.redactions.all():
            words = text.text[mark.start : mark.end]
            said = str(mark.get_reason_display()) if mark.is_sealed else " ".join(words.split())
            marked.setdefault(squeezed(words), said)
    readable = [(_place_of(text), words_in(public_pieces(text.text, text.redactions.all()))) for text in texts]
    missed: dict[str, list[str]] = {}
    for words, said in marked.items():
        missed.setdefault(said, []).extend(place for place, text in readable if find_names(text, [words]))
    return [
        _("“%(words)s” is marked in one place and stands unmarked in %(places)s.")
        % {"words": said, "places": ", ".join(dict.fromkeys(places))}
        for said, places in missed.items()
        if places
    ]


def _open_texts(submission: Submission) -> list[Target]:
    """Return the texts of what was last sent that may become public."""
    answers = [
        row for row in answers_to_disclose(submission) if isinstance(row, AnswerVersion) and not row.confidential
    ]
    files = [
        row for row in attachments_to_disclose(submission) if row.release != Release.NOTHING and not row.is_paper_scan
    ]
    return [*answers, *files]


def _place_of(text: Target) -> str:
    if isinstance(text, AnswerVersion):
        return _("the answer to question %(code)s") % {"code": text.question_version.code}
    return text.name


def accept_suggestions(*, submission: Submission, by: User) -> int:
    """Mark everything that is suggested, in one step; return how many marks. A second person still checks each.

    Raises NotAllowed or Refused.
    """
    with transaction.atomic():
        suggested = suggestions_for(submission)
        for one in suggested:
            redact(
                target=one.target,
                start=one.found.start,
                end=one.found.end,
                reason=RedactionReason.PERSONAL,
                note=_("Suggested: %(kind)s.") % {"kind": one.found.kind.label},
                by=by,
                submission=submission,
            )
    return len(suggested)
