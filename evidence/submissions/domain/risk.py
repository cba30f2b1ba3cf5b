"""How much a screener should look out. A plain sum, explained, so that nobody trusts it more than it deserves."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evidence.submissions.models import Answer, AnswerVersion, Attachment, Redaction, Submission
from evidence.submissions.personal_data import find_names, find_personal_data
from evidence.submissions.pieces import public_pieces
from evidence.submissions.queries import answers_to_disclose, attachments_to_disclose, names_to_keep

MEDIUM, HIGH = 3, 6
LONG = 3000
HEALTH = re.compile(
    r"\b(?:diagnos\w+|my (?:own )?(?:illness|condition|treatment|care plan)|suicid\w+|self-harm\w*|abus\w+|HIV|cancer"
    r"|dementia|psychosis|miscarriage|patient [A-Z]|my (?:mother|father|son|daughter|husband|wife|partner|brother|sister)|died)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Reason:
    points: int
    words: str


def reasons_for_care(submission: Submission) -> list[Reason]:
    """Return what adds to the risk of publishing what was last sent, the weightiest first. Marked words add nothing."""
    answers = answers_to_disclose(submission)
    files = [file for file in attachments_to_disclose(submission) if not file.is_paper_scan]
    rows = [*(row for row in answers if not row.confidential), *files]
    texts = [piece.text for row in rows for piece in public_pieces(row.text, _marks(row)) if piece.text]
    names = names_to_keep(submission)
    found = sum(len(find_personal_data(text)) for text in texts)
    named = sum(len(find_names(text, names)) for text in texts)
    health = sum(len(HEALTH.findall(text)) for text in texts)
    confidential = sum(1 for row in answers if row.confidential)
    long = sum(len(text.split()) for text in texts)
    reasons = [
        Reason(4, _times(_("Somebody who must not be named is named %(times)s."), named)) if named else None,
        Reason(3, _times(_("What looks like personal data appears unmarked %(times)s."), found)) if found else None,
        Reason(2, _confidence(confidential)) if confidential else None,
        Reason(2, _times(_("Words about somebody's health or family appear %(times)s."), health)) if health else None,
        Reason(1, _files(len(files))) if files else None,
        Reason(1, _("It is long: %(count)s words.") % {"count": f"{long:,}"}) if long > LONG else None,
    ]
    return sorted((reason for reason in reasons if reason), key=lambda reason: -reason.points)


def _marks(row: Answer | AnswerVersion | Attachment) -> list[Redaction]:
    return [] if isinstance(row, Answer) else list(row.redactions.all())


def weigh(*, submission: Submission) -> int:
    """Write the risk of what was last sent on its row and return it. Run when it is sent, and when a file was read."""
    risk = sum(reason.points for reason in reasons_for_care(submission))
    Submission.objects.filter(pk=submission.pk).exclude(risk=risk).update(risk=risk)
    submission.risk = risk
    return risk


def level(risk: int) -> str:
    """Return `low`, `medium` or `high`."""
    if risk >= HIGH:
        return "high"
    return "medium" if risk >= MEDIUM else "low"


def _times(sentence: str, count: int) -> str:
    times = _("once") if count == 1 else ngettext("%(count)d time", "%(count)d times", count) % {"count": count}
    return sentence % {"times": times}


def _confidence(count: int) -> str:
    return ngettext("%(count)d answer given in confidence.", "%(count)d answers given in confidence.", count) % {
        "count": count
    }


def _files(count: int) -> str:
    return ngettext("%(count)d attachment.", "%(count)d attachments.", count) % {"count": count}
