"""Papers and minutes as pages and feeds tell of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.assemblies.disclosure import KnownPaper
from consultations.assemblies.lifecycle import MINUTES
from consultations.assemblies.models import Minutes, Paper
from consultations.assemblies.presenters.sessions import url_of_paper
from consultations.assemblies.writing import words_of
from core.differences import Run, differences
from core.disclosure import PUBLIC, disclose
from core.feeds import Entry
from core.html import words
from core.templatetags.moments import plain_day

OPENING = 300  # characters


@dataclass(frozen=True)
class PaperLine:
    """A paper in a list: what is known of it, its address, and how it stands to the notice of its body, in words."""

    one: KnownPaper
    url: str
    notice: str


def paper_line(paper: Paper) -> PaperLine:
    known = in_public(paper)
    return PaperLine(known, url_of_paper(known.pk), notice_of(known))


def in_public(paper: Paper) -> KnownPaper:
    known: KnownPaper = disclose(paper, PUBLIC)
    return known


def notice_of(known: KnownPaper) -> str:
    """Say whether a published paper met its notice, and if not why."""
    if known.due_on is None or known.published_at is None:
        return ""
    if known.met_notice:
        return _("In time: it was due on %(day)s.") % {"day": plain_day(known.due_on)}
    return _("Late: it was due on %(day)s. %(why)s") % {"day": plain_day(known.due_on), "why": known.late_because}


def state_of_minutes(row: Minutes) -> dict[str, str]:
    state = MINUTES.state_of(row)
    return {"text": str(state.public_label), "colour": state.tag}


def url_of_minutes(row: Minutes) -> str:
    return reverse("assemblies:minutes", args=[row.session_id, row.number])


def changes_between(versions: Sequence[Minutes], row: Minutes) -> list[Run]:
    """Return what a version changed of the one before; nothing for the first. `versions` are all, the last first."""
    before = next((one for one in versions if one.number == row.number - 1), None)
    return differences(words_of(before.text), words_of(row.text)) if before else []


def paper_entry(paper: Paper) -> Entry:
    known = in_public(paper)
    assert known.published_at is not None  # noqa: S101 - feeds ask for published papers alone
    taken_back = _("Withdrawn: %(why)s") % {"why": known.withdrawn_because} if known.withdrawn_at else ""
    return Entry(
        key=f"paper/{known.pk}",
        title=_("Paper: %(title)s") % {"title": known.title},
        address=url_of_paper(known.pk),
        published=known.published_at,
        updated=known.withdrawn_at or known.published_at,
        summary=taken_back or f"{notice_of(known)} {' '.join(words(known.text).split())[:OPENING]}",
    )


def minutes_entry(row: Minutes, title: str) -> Entry:
    return Entry(
        key=f"minutes/{row.session_id}/{row.number}",
        title=_("Minutes of %(session)s, version %(number)d") % {"session": title, "number": row.number},
        address=url_of_minutes(row),
        published=row.published_at,
        updated=row.published_at,
        summary=row.change or str(MINUTES.state_of(row).public_label),
    )
