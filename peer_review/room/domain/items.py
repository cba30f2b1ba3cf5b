"""Items of evidence: put in once, asked for and given, corrected, withdrawn."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import audit
from core.changes import announce
from core.citations import targets_in
from core.errors import Refused
from core.lifecycle import move
from core.references import allot
from core.stamps import CHOSEN_BEFORE, demand_fresh, demand_the_same, stamp_of
from evidence.submissions.files.destruction import destroy
from evidence.submissions.files.inspection import Inspected
from evidence.submissions.files.storing import Stored, deleting_after_failure, store
from peer_review.frameworks.models import Line
from peer_review.reviews.domain.begin import begun
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Host, Review
from peer_review.reviews.queries.hosts import speaker_of
from peer_review.room.domain.begin import demand_team, locked_item
from peer_review.room.domain.letters import tell_asked, tell_given
from peer_review.room.domain.tags import add_tags
from peer_review.room.enums import ItemState
from peer_review.room.lifecycle import ITEM
from peer_review.room.models import Item, ItemFile
from peer_review.room.queries import same_file

OTHER_FILE = gettext_lazy(
    "This page was sent before without this file, and what was sent then is saved. Open the page anew to put this file in as well."
)


@dataclass(frozen=True)
class About:
    """What an item is. `source_type` is one of `Item.source_type`."""

    title: str
    source_type: str
    about: str = ""


@dataclass(frozen=True)
class Content:
    """What an item holds: a file that was inspected, words, or the reference of something that everybody can read here."""

    file: Inspected | None = None
    text: str = ""
    cites: str = ""


def put_in(
    *, review: Review, about: About, content: Content, by: User, host: Host | None = None, lines: Collection[Line] = (),
    key: UUID | None = None,
) -> Item:  # fmt: skip
    """Put something into the room, tagged to `lines`; return it. Sent twice under one `key`, it is one. Logged.

    It is of the host for whom `by` speaks, or of `host` where a manager or peer says so. Its file waits for the scanner.
    Raises Refused without content, for a file that is in the room already, and for a reference that leads nowhere that
    everybody may see; NotAllowed for who may not give anything now.
    """
    with deleting_after_failure() as stored, transaction.atomic():
        fresh, _reader = begun(review, Thing.GIVE_EVIDENCE, by)
        speaker = speaker_of(by, fresh)
        giver = speaker.host if speaker else _of(fresh, host)
        if (there := _sent_before(key, fresh, about)) is not None:
            _demand_same_place(there, giver, lines)
            _demand_same_content(there, content)
            return there
        item = _made(fresh, about, ItemState.HAVE, by=by, key=key, host=giver)
        _fill(item, content, by, stored)
        add_tags(item, lines, by)
        return _done("item.put_in", item, by=by)


def ask_for(
    *, review: Review, about: About, by: User, host: Host | None = None, wanted_by: date | None = None,
    lines: Collection[Line] = (), key: UUID | None = None,
) -> Item:  # fmt: skip
    """Ask a host for something, or without a host note what the team collects on site. The lead of the host gets mail. Logged.

    Sent twice under one `key`, it is one. Raises NotAllowed for who is not of the team.
    """
    with transaction.atomic():
        fresh, reader = begun(review, Thing.GIVE_EVIDENCE, by)
        demand_team(reader, fresh)
        if (there := _sent_before(key, fresh, about)) is not None:
            _demand_same_place(there, host, lines)
            demand_the_same(there.wanted_by, wanted_by, why=CHOSEN_BEFORE)
            return there
        state = ItemState.REQUESTED if host else ItemState.TO_COLLECT
        item = _made(fresh, about, state, by=by, key=key, host=_of(fresh, host))
        item.wanted_by = wanted_by
        item.save(update_fields=["wanted_by"])
        add_tags(item, lines, by)
        tell_asked(item)
        return _done("item.ask_for", item, by=by, state=state.value)


def fulfil(*, item: Item, content: Content, by: User) -> Item:
    """Give what was asked for. Whoever asked gets mail. Logged. Raises Refused as `put_in`; NotAllowed for another host."""
    with deleting_after_failure() as stored, transaction.atomic():
        fresh, _reader = locked_item(item, by)
        _fill(fresh, content, by, stored)
        given = move(ITEM, fresh, "fulfil", actor=by)
        tell_given(given, by)
        return given


def change(*, item: Item, about: About, by: User, after: str = "") -> Item:
    """Correct what an item is called and said to be. Its content stays: withdraw it, and put another in. Logged.

    `after` is the stamp (`stamp_of_item`) of what was read. Raises Stale when somebody else changed it meanwhile.
    """
    with transaction.atomic():
        fresh, _reader = locked_item(item, by)
        demand_fresh(after, stands=stamp_of_item(fresh), wanted=_stamp(about))
        fresh.title, fresh.source_type, fresh.about = about.title, about.source_type, about.about
        fresh.save(update_fields=["title", "source_type", "about"])
        return _done("item.change", fresh, by=by)


def give_clean_copy(*, item: Item, file: Inspected, by: User) -> Item:
    """Put another file in the place of one that had a virus or that nobody could check. Logged.

    Raises Refused where a file is there, or is being checked.
    """
    with deleting_after_failure() as stored, transaction.atomic():
        fresh, _reader = locked_item(item, by)
        _store(fresh, file, by, stored)
        return _done("item.clean_copy", fresh, by=by)


def withdraw(*, item: Item, because: str, by: User, destroys: bool = False) -> Item:
    """Take an item back with a reason. It stays as withdrawn: what cites it is warned, and nobody opens it. Logged.

    `destroys` says that it should never have been here: its file, what was read from it and its words go for good.
    Raises NotAllowed for who neither gave it nor runs the review. The reason is read by all who read the room.
    """
    reason = because.strip()
    if not reason:
        raise Refused(_("Say why it is withdrawn."))
    with transaction.atomic():
        fresh, _reader = locked_item(item, by)
        now = {"withdrawn_at": timezone.now(), "withdrawn_because": reason}
        gone = move(ITEM, fresh, "withdraw", actor=by, changes={**now, **({"text": ""} if destroys else {})})
        if destroys:
            for file in ItemFile.objects.select_for_update().filter(item=gone):
                destroy(file)
            audit.record("item.destroy", actor=by, subject=gone)
        return gone


def stamp_of_item(item: Item) -> str:
    return _stamp(About(item.title, item.source_type, item.about))


def _stamp(about: About) -> str:
    return stamp_of(about.title, about.source_type, about.about)


def _made(review: Review, about: About, state: ItemState, **fields: Any) -> Item:
    """Return a new row under the next number of its review."""
    return Item.objects.create(
        review=review,
        number=allot(f"{review.reference}-E"),
        title=about.title,
        source_type=about.source_type,
        about=about.about,
        state=state,
        added_by=fields.pop("by"),
        **fields,
    )


def _fill(item: Item, content: Content, by: User, stored: Stored) -> None:
    text, cites = content.text.strip(), _cited(content)
    if not (content.file or text or cites):
        raise Refused(_("Upload a file, write the text, or give the reference of something published here."))
    if cites and cites not in targets_in([cites]):
        raise Refused(_("%(reference)s leads to nothing that everybody can read here.") % {"reference": cites})
    item.text, item.cites = text, cites
    item.save(update_fields=["text", "cites"])
    if content.file:
        _store(item, content.file, by, stored)


def _cited(content: Content) -> str:
    return content.cites.strip().upper()


def _store(item: Item, file: Inspected, by: User, stored: Stored) -> None:
    there = same_file(item.review, file.sha256)
    if there is not None:
        said = _("This very file is in the room already, as %(item)s. Tag that to further lines of enquiry instead.")
        raise Refused(said % {"item": there})
    if item.files.filter(scan__in=["quarantined", "clean"]).exists():
        raise Refused(_("Its file is there. Withdraw the item, and put another in."))
    store(ItemFile(item=item, uploaded_by=by), file, stored)


def _sent_before(key: UUID | None, review: Review, about: About) -> Item | None:
    there = Item.objects.filter(key=key).first() if key else None
    if there is not None:
        demand_the_same((there.review_id, stamp_of_item(there)), (review.pk, _stamp(about)))
    return there


def _demand_same_place(there: Item, host: Host | None, lines: Collection[Line]) -> None:
    """Raise Refused unless it is of the same host, and speaks to the same lines."""
    tagged = set(there.tags.values_list("line", flat=True))
    again = (host.pk if host else None, {line.pk for line in lines})
    demand_the_same((there.host_id, tagged), again, why=CHOSEN_BEFORE)


def _demand_same_content(there: Item, content: Content) -> None:
    """Raise Refused unless this is what was put in. Without a file nothing is lost: a browser that goes back keeps none."""
    demand_the_same((there.text, there.cites), (content.text.strip(), _cited(content)))
    if content.file:
        demand_the_same(there.files.filter(sha256=content.file.sha256).exists(), True, why=OTHER_FILE)


def _of(review: Review, host: Host | None) -> Host | None:
    if host is not None and host.review_id != review.pk:
        raise Refused(_("Choose a host of this review."))
    return host


def _done(action: str, item: Item, *, by: User, **details: object) -> Item:
    announce(item)
    audit.record(action, actor=by, subject=item, **details)
    return item
