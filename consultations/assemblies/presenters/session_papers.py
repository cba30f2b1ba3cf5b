"""Papers and minutes as pages tell of them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.assemblies.disclosure import KnownPaper
from consultations.assemblies.lifecycle import MINUTES
from consultations.assemblies.models import Minutes, Paper
from consultations.assemblies.presenters.sessions import url_of_paper
from core.disclosure import PUBLIC, disclose
from core.templatetags.moments import plain_day


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
