"""The position statement: its parts, who writes which, and how it is frozen."""

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import audit
from core.actors import SYSTEM, Actor
from core.errors import NotAllowed, Refused
from core.forms import count_words
from core.stamps import demand_fresh, stamp_of
from core.sweep import sweeper
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.domain.begin import begun
from peer_review.reviews.domain.duties import demand_manager, fulfil, locked
from peer_review.reviews.domain.written import Conflict, keep_aside, save_written
from peer_review.reviews.enums import Capacity, DutyKind, ReviewState, Thing
from peer_review.reviews.models import HostPerson, PositionPart, PositionPartVersion, PositionStatement, Review
from peer_review.reviews.queries.hosts import writers_of

CAN_REOPEN = frozenset({ReviewState.SCOPING, ReviewState.PREPARING})
LONGEST = 40_000  # characters of a part, whatever its limit of words

# Title, prompt, limit in words. They ask for what a host would rather leave out (domain facts, C4).
PARTS: tuple[tuple[str | Promise, str | Promise, int], ...] = (
    (
        gettext_lazy("Who we are"),
        gettext_lazy("Whom do you serve, who works together here, and what is different about this place?"),
        300,
    ),
    (
        gettext_lazy("What we want to change"),
        gettext_lazy("What do you want to be different for people in three years? How would anybody notice?"),
        400,
    ),
    (
        gettext_lazy("What goes well"),
        gettext_lazy("What goes well, and how do you know? Name the evidence, not the effort."),
        500,
    ),
    (
        gettext_lazy("Where we are stuck"),
        gettext_lazy(
            "Where are you stuck, what did you try, and what came of it? Say it as you would to a friend who knows the work."
        ),
        500,
    ),
    (
        gettext_lazy("Where we do not agree"),
        gettext_lazy("On what do the partners see things differently? Each may say its own view here."),
        400,
    ),
    (
        gettext_lazy("What people tell us"),
        gettext_lazy("What do people who use services, carers and staff tell you that is hard to hear?"),
        400,
    ),
    (
        gettext_lazy("What we ask of the team"),
        gettext_lazy("Which questions would you have the team answer? What would be of no use to you?"),
        300,
    ),
)


def lay_out_statement(review: Review) -> PositionStatement:
    """Give a review its position statement with the usual parts, once."""
    statement, is_new = PositionStatement.objects.get_or_create(review=review)
    if is_new:
        PositionPart.objects.bulk_create(
            PositionPart(statement=statement, position=place, title=str(title), prompt=str(prompt), word_limit=limit)
            for place, (title, prompt, limit) in enumerate(PARTS, start=1)
        )
    return statement


def save_part(*, part: PositionPart, text: str, read: int, by: User) -> PositionPart:
    """Save a part, written from revision `read`. A text over its limit of words is kept too, but no lead can freeze it. Logged once a save.

    Raises NotAllowed for whoever may not write, Refused once it is frozen, and `Conflict` when somebody else saved meanwhile: then
    this text is kept beside theirs (`set_aside_of`), for somebody to settle.
    """
    try:
        with transaction.atomic():
            _demand_writing(part, by)
            saved = save_written(part, text=text.strip(), read=read, by=by)
            _settled(saved, by)
            return saved
    except Conflict:
        with transaction.atomic():
            _keep_beside(part, text.strip(), read, by)
        raise


def set_aside_of(part: PositionPart, by: User) -> PositionPartVersion | None:
    """Return their own text that lost a conflict and is not settled yet."""
    return part.versions.filter(set_aside=True, settled_at=None, saved_by=by).last()


def _keep_beside(part: PositionPart, text: str, read: int, by: User) -> None:
    """Keep a text that lost a conflict. What they go on typing on the same page replaces it."""
    kept = set_aside_of(part, by)
    if kept is None or kept.revision != read:
        keep_aside(part, text=text, read=read, by=by)
    elif kept.text != text:
        kept.text, kept.saved_at = text, timezone.now()
        kept.save(update_fields=["text", "saved_at"])


def _settled(part: PositionPart, by: User) -> None:
    """Whoever saves from the text that stands has seen both: what of theirs was set aside is settled."""
    part.versions.filter(set_aside=True, settled_at=None, saved_by=by).update(settled_at=timezone.now())


def _demand_writing(part: PositionPart, by: User) -> tuple[Review, Reader]:
    review, reader = begun(part.statement.review, Thing.WRITE_STATEMENT, by)
    statement = PositionStatement.objects.get(pk=part.statement_id)
    if statement.frozen_at is not None:
        raise Refused(_("The position statement is frozen: nothing in it can be changed any more."))
    if not statement.parts.filter(pk=part.pk).exists():
        raise Refused(_("The manager removed this part meanwhile."))
    return review, reader


@transaction.atomic
def give_part(*, part: PositionPart, owner: HostPerson | None, after: str = "", by: User) -> PositionPart:
    """Say who owns a part, or that nobody does yet. Logged.

    `after` is the stamp of the owner that was read. Raises NotAllowed but for the leads of hosts, Stale, and Refused once it is
    frozen and for somebody who left or only observes.
    """
    review, reader = _demand_writing(part, by)
    if not reader.is_any(review, Capacity.HOST_LEAD):
        raise NotAllowed(_("Only a lead of a host says who owns a part."))
    row = PositionPart.objects.get(pk=part.pk)
    if owner and not writers_of(review).filter(pk=owner.pk).exists():
        raise Refused(_("Choose somebody who writes for a host."))
    wanted = owner.pk if owner else None
    demand_fresh(after, stands=stamp_of(str(row.owner_id)), wanted=stamp_of(str(wanted)))
    if row.owner_id != wanted:
        row.owner = owner
        row.save(update_fields=["owner"])
        audit.record("peer_statement.give", actor=by, subject=row, owner=wanted)
    return row


def too_long(part: PositionPart) -> int:
    """Return by how many words a part is over its limit, or 0."""
    return max(0, count_words(part.text) - part.word_limit)


@transaction.atomic
def freeze_statement(*, review: Review, by: User) -> PositionStatement:
    """Freeze the statement before its deadline: nothing in it changes any more, and the team may rely on it. Logged.

    Frozen again it changes nothing. Raises NotAllowed but for leads, and Refused while a part is empty or over its limit.
    """
    row, reader = begun(review, Thing.WRITE_STATEMENT, by)
    if not reader.is_any(row, Capacity.HOST_LEAD):
        raise NotAllowed(_("Only a lead of a host freezes the position statement."))
    # Who saves a part holds the review: what is looked at here is what is frozen.
    for part in lay_out_statement(row).parts.all():
        if not part.text.strip():
            raise Refused(
                _("Write “%(part)s” first, or say there that you have nothing to say.") % {"part": part.title}
            )
        if too_long(part):
            raise Refused(_("Shorten “%(part)s” first: it is over its limit.") % {"part": part.title})
    return freeze_now(row, actor=by)


def freeze_now(review: Review, *, actor: Actor) -> PositionStatement:
    """Freeze the statement as it stands, at its deadline or when the team arrives. Inside a transaction. Logged."""
    statement = lay_out_statement(review)
    if statement.frozen_at is None:
        statement.frozen_at = timezone.now()
        statement.save(update_fields=["frozen_at"])
        fulfil(review, [DutyKind.POSITION_STATEMENT])
        audit.record("peer_statement.freeze", actor=actor, subject=review)
    return statement


@transaction.atomic
def reopen_statement(*, review: Review, reason: str, by: User) -> PositionStatement:
    """Let the hosts write again until the team is on site, with a reason. Logged. It is frozen again at its day, so move that first.

    Raises NotAllowed but for managers, and Refused without a reason, once the team is on site, and when its day is over.
    """
    demand_manager(by)
    row = locked(review)
    if not reason.strip():
        raise Refused(_("Give a reason."))
    if row.state not in CAN_REOPEN:
        raise Refused(_("The team works with it already, so it stays frozen."))
    statement = lay_out_statement(row)
    duty = row.duties.filter(kind=DutyKind.POSITION_STATEMENT).first()
    if duty and duty.due_on < timezone.localdate():
        raise Refused(_("Its day is over. Change that day in the timetable first."))
    if statement.frozen_at is not None:
        statement.frozen_at = None
        statement.save(update_fields=["frozen_at"])
        row.duties.filter(kind=DutyKind.POSITION_STATEMENT).update(done_on=None)
        audit.record("peer_statement.reopen", actor=by, subject=row, reason=reason.strip())
    return statement


@sweeper("position statements")
def freeze_what_is_due() -> int:
    """Freeze every statement whose day is over. Returns how many."""
    due = Review.objects.filter(
        state__in=CAN_REOPEN,
        statement__frozen_at=None,
        duties__kind=DutyKind.POSITION_STATEMENT,
        duties__due_on__lt=timezone.localdate(),
    )
    frozen = 0
    for review in due:
        with transaction.atomic():
            row = locked(review)
            if lay_out_statement(row).frozen_at is None:
                freeze_now(row, actor=SYSTEM)
                frozen += 1
    return frozen
