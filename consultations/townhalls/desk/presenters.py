"""The desk of moderators and hosts, as its pages draw it."""

from datetime import datetime
from itertools import chain
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.townhalls import log
from consultations.townhalls.desk.columns import (
    PER_PAGE,
    Column,
    Wish,
    alike,
    counted,
    drawn,
    is_held,
    rows_in,
)
from consultations.townhalls.desk.forms import AssignForm, BulkForm, NoteForm, TopicForm, WishForm
from consultations.townhalls.domain.acts import called
from consultations.townhalls.domain.speaking import reads_first
from consultations.townhalls.domain.threads import thread_of
from consultations.townhalls.enums import FOLLOWED, ContributionKind, ContributionState, MeasureKind, Stream
from consultations.townhalls.lifecycle import TOWN_HALL
from consultations.townhalls.models import AgendaItem, Contribution, Note, Panellist, TownHallPage
from consultations.townhalls.presenters import changes_of, for_staff, measures_of, state_of
from consultations.townhalls.queries import answering_under, left_to, read_along
from consultations.townhalls.rules import may_moderate
from core.disclosure import Audience, Viewer
from core.lists import without

# What the address of a desk may say; all that is sent from it leads back with the same.
ASKED = ("order", "topic", "panellist", "words", "column", *Column.values)


def wish_form(hall: TownHallPage, asked: QueryDict) -> WishForm:
    agenda = list(AgendaItem.objects.filter(town_hall=hall))
    return WishForm(asked, agenda=agenda, panel=list(Panellist.objects.filter(town_hall=hall)))


def desk_of(hall: TownHallPage, user: User, asked: QueryDict) -> dict[str, Any]:
    """Return what the desk shows, and the cursor of the moderators' stream from which it is followed: read before the rest."""
    thread, now = thread_of(hall), timezone.now()
    cursor = log.cursor_of(thread, Stream.HOST)
    form = wish_form(hall, asked)
    wish = form.wish()
    counts = counted(hall, wish)
    pages = {column: _page_of(column, counts[column], hall, wish) for column in Column}
    keys = {column: list(page) for column, page in pages.items()}
    answering = answering_under(thread)
    now_answering = [answering.pk] if answering is not None else []
    rows = {row.pk: row_of(row, user, now) for row in drawn([*now_answering, *chain(*keys.values())])}
    query = kept(asked)
    return {
        "hall": hall,
        "state": state_of(hall),
        "thread": thread,
        "cursor": str(cursor),
        "follows": hall.state in FOLLOWED,
        "may_moderate": may_moderate(user),
        "moves": [(one.verb, one.label, one.effect, one.needs_reason) for one in TOWN_HALL.open_to(hall, user)],
        "measures": (measures := measures_of(thread, now)),
        "changes_mode": any(one["kind"] == MeasureKind.MODERATION for one in measures),
        "reads_first": reads_first(hall, thread),
        "left_to_it": left_to(hall).count(),
        "form": form,
        "chosen": _chosen(form, asked),
        "bulk": BulkForm(),
        "asked": asked_again(asked),
        "tabs": [_tab(column, counts[column], query, wish) for column in Column],
        "columns": [
            {
                "name": column.value,
                "label": column.label,
                "count": counts[column],
                "is_current": column is wish.column,
                "page": pages[column],
                "rows": [rows[key] for key in keys[column] if key in rows],
                "empty": EMPTY[column],
            }
            for column in Column
        ],
        "answering": rows.get(answering.pk) if answering is not None else None,
    }


def row_of(row: Contribution, user: User, now: datetime) -> dict[str, Any]:
    """Return one contribution as a row of the desk."""
    held, mine = is_held(row, now), row.claimed_by_id == user.pk
    published = row.state == ContributionState.PUBLISHED
    return {
        "one": for_staff(row),
        "here": reverse(
            "townhalls:one", args=[row.thread.page_id, row.key]
        ),  # what is done to it has addresses below this
        "called": called(row),
        "under": called(row.parent) if row.parent is not None else "",
        "topic": str(row.topic or ""),
        "is_question": row.kind == ContributionKind.QUESTION,
        "is_unread": published and row.decided_at is None and not row.is_from_host,
        "is_answering": row.thread.answering_id == row.pk,
        "is_mine": held and mine,
        "held_by": str(row.claimed_by) if held and not mine else "",
        "held_until": row.claimed_until,
        "assigned_to": str(row.assigned_to or ""),
        "notes": getattr(row, "note_count", 0),
    }


def one_of(hall: TownHallPage, row: Contribution, user: User, note_form: NoteForm | None = None) -> dict[str, Any]:
    """Return all that the desk knows of one contribution, with what can be done to it."""
    moderates = may_moderate(user)
    return {
        "hall": hall,
        "row": row_of(drawn([row.pk])[0], user, timezone.now()),
        "may_moderate": moderates,
        "notes": list(Note.objects.filter(contribution=row).select_related("by").order_by("at")) if moderates else [],
        "note_form": note_form or NoteForm(),
        "changes": changes_of(row, Viewer(Audience.STAFF)),
        "assign": AssignForm(row=row, auto_id="one-%s") if Panellist.objects.filter(town_hall=hall).exists() else None,
        "topic": TopicForm(row=row, auto_id="one-%s")
        if moderates and AgendaItem.objects.filter(town_hall=hall).exists()
        else None,
        "parent": for_staff(read_along(Contribution.objects.filter(pk=row.parent_id)).get()) if row.parent_id else None,
    }


def alike_to(row: Contribution) -> list[dict[str, Any]]:
    """Return the questions that a question may be merged into, the likeliest first."""
    return [{"reference": one.reference, "text": one.text, "votes": one.votes} for one in alike(row)]


def kept(asked: QueryDict) -> QueryDict:
    """Return what of an address is the desk's own, so that nothing else is carried on."""
    query = QueryDict(mutable=True)
    for name in ASKED:
        if value := asked.get(name, ""):
            query[name] = value
    return query


def address(hall: TownHallPage, asked: QueryDict) -> str:
    """Return the address of the desk as somebody had it."""
    return reverse("townhalls:desk", args=[hall.pk]) + asked_again(asked)


def asked_again(asked: QueryDict) -> str:
    """Return what an address of the desk ends with to be as somebody had it: nothing, or ? and what they asked."""
    query = kept(asked).urlencode()
    return f"?{query}" if query else ""


def _page_of(column: Column, count: int, hall: TownHallPage, wish: Wish) -> Page[int]:
    paginator = Paginator(rows_in(column, hall, wish).values_list("pk", flat=True), PER_PAGE)
    paginator.count = count  # it is counted with the other columns
    return paginator.get_page(wish.pages[column])


EMPTY = {
    Column.TO_READ: _("Nothing waits to be read."),
    Column.QUEUE: _("No question waits for an answer."),
    Column.DONE: _("Nothing was decided yet."),
}


def _tab(column: Column, count: int, query: QueryDict, wish: Wish) -> dict[str, Any]:
    there = query.copy()
    there["column"] = column.value
    return {"text": column.label, "url": f"?{there.urlencode()}", "count": count, "current": column is wish.column}


def _chosen(form: WishForm, asked: QueryDict) -> list[dict[str, str]]:
    """Return the filters that are set, each with the address of the desk without it."""
    wish, chosen = form.wish(), []
    for name, value in (("topic", wish.topic), ("panellist", wish.panellist), ("words", wish.words)):
        if value:
            choices = dict(getattr(form.fields[name], "choices", ()))
            text = str(choices.get(value, value))
            url = without(kept(asked), name, str(asked[name]))
            chosen.append({"group": str(form.fields[name].label), "text": text, "url": url})
    return chosen
