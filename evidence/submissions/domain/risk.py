"""How much a screener should look out. A plain sum, explained, so that nobody trusts it more than it deserves."""

import re
from dataclasses import dataclass

from evidence.submissions.models import Submission
from evidence.submissions.personal_data import find_names, find_personal_data
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
    """Return what adds to the risk of publishing what was last sent, the weightiest first."""
    answers = answers_to_disclose(submission)
    files = [file for file in attachments_to_disclose(submission) if not file.is_paper_scan]
    texts = [row.text for row in answers if not row.confidential] + [file.text for file in files]
    names = names_to_keep(submission)
    found = sum(len(find_personal_data(text)) for text in texts)
    named = sum(len(find_names(text, names)) for text in texts)
    health = sum(len(HEALTH.findall(text)) for text in texts)
    confidential = sum(1 for row in answers if row.confidential)
    long = sum(len(text.split()) for text in texts)
    reasons = [
        Reason(4, f"Somebody who must not be named is named {_times(named)}.") if named else None,
        Reason(3, f"Something like personal data stands in it {_times(found)}.") if found else None,
        Reason(2, f"{_count(confidential, 'answer')} given in confidence.") if confidential else None,
        Reason(2, f"Words about somebody's health or family stand in it {_times(health)}.") if health else None,
        Reason(1, f"{_count(len(files), 'attachment')}.") if files else None,
        Reason(1, f"It is long: {long:,} words.") if long > LONG else None,
    ]
    return sorted((reason for reason in reasons if reason), key=lambda reason: -reason.points)


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


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
