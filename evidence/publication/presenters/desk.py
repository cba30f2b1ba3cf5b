"""The desk as its page shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
from core.components import component_named
from core.disclosure import Audience, Viewer
from core.errors import Refused
from evidence.publication.desk import Care, View, Wish, counts
from evidence.publication.domain.edition import draw_up, fingerprint
from evidence.publication.forms.desk import DeskForm
from evidence.submissions.disclosure import respondent_label
from evidence.submissions.domain.risk import level
from evidence.submissions.enums import SubmissionState
from evidence.submissions.lifecycle import SUBMISSION
from evidence.submissions.models import Submission
from evidence.submissions.queries import taken_back

CARE_COLOURS = {Care.HIGH: "red", Care.MEDIUM: "amber", Care.LOW: "grey"}


@dataclass(frozen=True)
class Line:
    """One submission on the desk."""

    submission: Submission
    url: str
    respondent: str
    state: SafeString
    care: SafeString
    age: int
    keeper: str
    files: int
    is_mine: bool
    taken_back: str


def lines(rows: Sequence[Submission], user: User) -> list[Line]:
    viewer = Viewer(Audience.STAFF, user)
    today = timezone.localdate()
    tags = _Tags()
    back = words_of_taking_back(rows)
    return [
        _line(row, viewer, (today - timezone.localdate(row.submitted_at)).days, tags, back.get(row.pk, ""))
        for row in rows
    ]


def words_of_taking_back(rows: Iterable[Submission]) -> dict[int, str]:
    """Return, by key, when and why each was taken back from the public, in a sentence."""
    said = _("Taken back on %(day)s: %(reason)s")
    return {
        key: said
        % {"day": date_format(timezone.localtime(entry.at), "j F Y"), "reason": entry.details.get("reason", "")}
        for key, entry in taken_back(rows).items()
    }


class _Tags(dict[tuple[str, str], SafeString]):
    """Each tag drawn once a page: fifty lines have a hundred of them, of ten kinds."""

    def __missing__(self, key: tuple[str, str]) -> SafeString:
        text, colour = key
        self[key] = component_named("tag").render({"text": text, "colour": colour})
        return self[key]


def _line(row: Submission, viewer: Viewer, age: int, tags: _Tags, taken_back: str) -> Line:
    state, care = SUBMISSION.state_of(row), Care(level(row.risk))
    return Line(
        submission=row,
        url=reverse("desk:submission", args=[row.reference]),
        respondent="–" if row.state == SubmissionState.WITHDRAWN else respondent_label(row, viewer),
        state=tags[str(state.label), state.tag],
        care=tags[str(care.label), CARE_COLOURS[care]],
        age=age,
        keeper=str(row.assigned_to) if row.assigned_to else "",
        files=getattr(row, "file_count", None) or 0,
        is_mine=row.assigned_to_id == getattr(viewer.actor, "pk", None),
        taken_back=taken_back,
    )


@dataclass(frozen=True)
class Preview:
    """What publishing would make public of one submission, in short. `obstacles` say why it can't be, in sentences."""

    submission: Submission
    respondent: str = ""
    first_lines: str = ""
    gaps: int = 0
    files: int = 0
    seen: str = ""
    taken_back: str = ""
    obstacles: tuple[str, ...] = ()


def previews_of(submissions: Sequence[Submission], user: User) -> list[Preview]:
    back = words_of_taking_back(submissions)
    return [_preview(submission, user, back.get(submission.pk, "")) for submission in submissions]


def _preview(submission: Submission, user: User, back: str) -> Preview:
    try:
        edition, answers, attachments = draw_up(submission, by=user)
    except Refused as refusal:
        return Preview(submission, obstacles=tuple(refusal.reasons))
    return Preview(
        submission,
        taken_back=back,
        respondent=edition.respondent,
        first_lines=edition.first_lines,
        gaps=sum("redacted" in piece for one in (*answers, *attachments) for piece in one.pieces),
        files=len(attachments),
        seen=fingerprint(edition, answers, attachments),
        obstacles=tuple(SUBMISSION.obstacles(submission, "publish")),
    )


def views(user: User, wish: Wish) -> list[dict[str, Any]]:
    """Return the saved views with their counts, for the component `views`."""
    numbers = counts(user)
    return [
        {
            "text": view.label,
            "url": f"?view={view.value}",
            "count": f"{numbers[view]:,}",
            "current": view is wish.view,
        }
        for view in View
    ]


def chosen(form: DeskForm, wish: Wish, query: QueryDict) -> list[dict[str, str]]:
    """Return the chosen filters, each with the address of the list without it."""
    tags = []
    for name, value in wish.filters.items():
        left = query.copy()
        left.pop(name, None)
        left.pop("page", None)
        labels = {str(key): str(label) for key, label in form.fields[name].choices}  # type: ignore[attr-defined]
        tags.append({"group": str(form.fields[name].label), "text": labels[value], "url": f"?{left.urlencode()}"})
    return tags
