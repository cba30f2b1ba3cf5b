"""Items as their pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.citations import targets_in
from core.citations.families import Target
from core.lifecycle import State
from core.templatetags.moments import plain_day
from evidence.submissions.enums import ScanState
from evidence.submissions.files.kinds import BY_CONTENT_TYPE
from peer_review.room.enums import ItemState, SourceType
from peer_review.room.lifecycle import ITEM, ITEM_FILE
from peer_review.room.models import Item, ItemFile, Tag


@dataclass(frozen=True)
class ShownTag:
    """A line of enquiry that an item speaks to, and where in the item to look."""

    line: str
    where: str
    what: str
    key: int


@dataclass(frozen=True)
class ShownFile:
    """The file of an item. `url` is empty while nobody may open it; `note` says why."""

    name: str
    kind: str
    size: int
    pages: int | None
    url: str
    state: State
    note: str
    is_settling: bool
    is_lost: bool


@dataclass(frozen=True)
class ShownItem:
    """What those who read the room may know of an item: of a withdrawn one its title and the reason alone."""

    row: Item
    label: str
    title: str
    url: str
    kind: str
    state: State
    host: str
    due: str
    is_overdue: bool
    about: str = ""
    text: str = ""
    cited: Target | None = None
    cites: str = ""
    file: ShownFile | None = None
    tags: tuple[ShownTag, ...] = ()


def shown_item(item: Item, targets: dict[str, Target], tags: Iterable[Tag] = ()) -> ShownItem:
    """Return an item read with its files, if it is there; `targets` are where what is cited leads (`targets_of`), `tags` those that are shown."""
    late = item.state == ItemState.REQUESTED and item.wanted_by is not None and item.wanted_by < timezone.localdate()
    known: dict[str, Any] = {
        "row": item,
        "label": str(item),
        "title": item.title,
        "url": reverse("peer_room:item", args=[item.review.reference, item.number]),
        "kind": str(SourceType(item.source_type).label),
        "state": ITEM.state_of(item),
        "host": item.host.organisation.name if item.host else "",
        "due": _due(item, late=late),
        "is_overdue": late,
        "tags": tuple(_tag(one) for one in tags),
    }
    if item.state == ItemState.WITHDRAWN:
        return ShownItem(**known)
    return ShownItem(
        **known,
        about=item.about,
        text=item.text,
        cites=item.cites,
        cited=targets.get(item.cites),
        file=_file(item),
    )


def shown_items(items: Iterable[Item]) -> list[ShownItem]:
    """Return items read whole as they are shown; what they cite is asked for once."""
    rows = list(items)
    targets = targets_of(rows)
    return [shown_item(one, targets, one.tags.all()) for one in rows]


def targets_of(items: Iterable[Item]) -> dict[str, Target]:
    """Return where those references lead that items cite and everybody may still read."""
    return targets_in([item.cites for item in items if item.cites and item.state != ItemState.WITHDRAWN])


def where_in(tag: Tag) -> str:
    """Return where to look in words: "pages 12 to 14, paragraph 3"."""
    words = _("page %(pages)s") if tag.pages.isdigit() else _("pages %(pages)s")
    pages = words % {"pages": tag.pages} if tag.pages else ""
    return ", ".join(one for one in (pages, tag.paragraph) if one)


def _tag(tag: Tag) -> ShownTag:
    return ShownTag(str(tag.line), where_in(tag), tag.what, tag.line_id)


def _due(item: Item, *, late: bool) -> str:
    if item.state != ItemState.REQUESTED or item.wanted_by is None:
        return ""
    words = _("Overdue: was wanted by %(day)s") if late else _("Wanted by %(day)s")
    return words % {"day": plain_day(item.wanted_by)}


def _file(item: Item) -> ShownFile | None:
    """Return the file of an item that is there: what is only asked for has none."""
    files = list(item.files.all()) if item.state == ItemState.HAVE else []
    if not files:
        return None
    file = files[-1]
    return ShownFile(
        name=file.name,
        kind=BY_CONTENT_TYPE[file.content_type].label,
        size=file.size,
        pages=file.pages,
        url=reverse("peer_room:file", args=[item.review.reference, item.number]) if file.is_open else "",
        state=ITEM_FILE.state_of(file),
        note=_note(file),
        is_settling=file.scan == ScanState.QUARANTINED,
        is_lost=file.scan in (ScanState.INFECTED, ScanState.UNREADABLE),
    )


def _note(file: ItemFile) -> str:
    return {
        str(ScanState.QUARANTINED): _("It is being checked for viruses, which takes a minute or two."),
        str(ScanState.INFECTED): _("It contained a virus. We deleted it, and nobody received it."),
        str(ScanState.UNREADABLE): _("The virus scanner can’t read it, so nobody can open it."),
    }.get(file.scan, "")
