"""What a viewer may know of a paper: the public reads what is published, and of one that was withdrawn only why."""

from dataclasses import dataclass
from datetime import date, datetime

from consultations.assemblies.models import Paper
from core.disclosure import Audience, Viewer, disclose
from core.html import rich


@dataclass(frozen=True)
class KnownPaper:
    """`text` is clean HTML, empty where the viewer may not read it. `late_because` says why it came late, if it did."""

    pk: int
    title: str
    text: str
    published_at: datetime | None
    due_on: date | None
    met_notice: bool | None
    late_because: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_because: str = ""

    @property
    def is_visible(self) -> bool:
        return bool(self.text)


@disclose.register
def _paper(paper: Paper, viewer: Viewer) -> KnownPaper:
    is_public = paper.published_at is not None
    may_read = viewer.audience is Audience.STAFF or (is_public and paper.withdrawn_at is None)
    may_know = may_read or is_public
    return KnownPaper(
        pk=paper.pk,
        title=paper.title if may_know else "",
        text=rich(paper.text) if may_read else "",
        published_at=paper.published_at,
        due_on=paper.due_on,
        met_notice=paper.met_notice,
        late_because=paper.late_because,
        withdrawn_at=paper.withdrawn_at if may_know else None,
        withdrawn_because=paper.withdrawn_because if may_know else "",
    )
