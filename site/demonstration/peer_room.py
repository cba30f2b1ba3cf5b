"""Evidence rooms of the demonstration, by the verbs that hosts and managers use. All of it is an illustration."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from demonstration.content import peer_evidence as said
from demonstration.files import MAKERS
from demonstration.peer_reviews import People
from evidence.submissions.files.inspection import inspect
from peer_review.frameworks.models import Line
from peer_review.reviews.enums import STAGES, ReviewState
from peer_review.reviews.models import Review
from peer_review.room.domain.items import About, Content, ask_for, fulfil, put_in, withdraw
from peer_review.room.domain.tags import Pointer, point
from peer_review.room.enums import ItemState
from peer_review.room.models import Item
from peer_review.room.queries import lines_of

ABOUT_A_FILE = 3  # each third paper comes as a file


def lay_out_room(review: Review, upto: ReviewState, people: People) -> None:
    """Put papers into the room of a review that takes evidence now, and ask for more; laid out again, nothing is added.

    A review that shall come to rest on site or later has what was asked for, and one item that was withdrawn.
    """
    if not people.leads or upto not in STAGES or STAGES.index(upto) < STAGES.index(ReviewState.SCOPING):
        return
    lines = list(lines_of(review))
    for place, paper in enumerate(_turned(said.PAPERS, review)):
        _put_in(review, people, paper, place, _lines_at(lines, place))
    asked = [_ask(review, people, paper, place) for place, paper in enumerate(_turned(said.ASKED, review))]
    if STAGES.index(upto) >= STAGES.index(ReviewState.ON_SITE):
        _answer(asked[0], people)
        last = review.items.filter(state=ItemState.HAVE, wanted_by=None).last()
        if last is not None and not review.items.filter(state=ItemState.WITHDRAWN).exists():
            withdraw(item=last, because=said.WITHDRAWN_BECAUSE, by=people.manager)


def _put_in(review: Review, people: People, paper: said.Paper, place: int, lines: Sequence[Line]) -> None:
    words = f"{said.LABEL}\n\n{paper.text}"
    if place % ABOUT_A_FILE == 0:
        file = SimpleUploadedFile(f"{paper.title}.pdf", MAKERS["pdf"](f"{review.reference}: {paper.title}", words))
        content = Content(file=inspect(file))
    else:
        content = Content(text=words)
    item = put_in(
        review=review,
        about=About(paper.title, paper.source_type, said.LABEL),
        content=content,
        lines=lines,
        key=_key(review, "paper", place),
        by=people.leads[place % len(people.leads)],
    )
    for line in lines[:1] if item.state == ItemState.HAVE else ():
        point(item=item, line=line, pointer=Pointer(pages=str(place + 1)), by=people.manager)


def _ask(review: Review, people: People, paper: said.Paper, place: int) -> Item:
    hosts = list(review.hosts.all())
    return ask_for(
        review=review,
        about=About(paper.title, paper.source_type, paper.text),
        host=hosts[place % len(hosts)] if place else hosts[0],
        wanted_by=timezone.localdate() + timedelta(days=10 + place),
        key=_key(review, "asked", place),
        by=people.manager,
    )


def _answer(item: Item, people: People) -> None:
    if item.state == ItemState.REQUESTED:
        fulfil(item=item, content=Content(text=f"{said.LABEL} {said.GIVEN}"), by=people.leads[0])


def _lines_at(lines: Sequence[Line], place: int) -> list[Line]:
    """Return two lines for each paper, so that some are thin and none is empty for long."""
    return list({lines[place % len(lines)], lines[place * 2 % len(lines)]}) if lines else []


def _turned(papers: Sequence[said.Paper], review: Review) -> Sequence[said.Paper]:
    """Return the papers begun at another one for each review, the last two left out."""
    at = review.pk % len(papers)
    turned = [*papers[at:], *papers[:at]]
    return turned[:-2] if len(turned) > len(said.ASKED) else turned


def _key(review: Review, what: str, place: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"{review.reference}/{what}/{place}")
