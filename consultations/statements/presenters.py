"""A statement as its pages draw it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.statements import queries
from consultations.statements.citations import title_of
from consultations.statements.disclosure import KnownComment
from consultations.statements.enums import COLOURS, NOT_KNOWN, PLURALS, CommentState, Standing, StatementKind
from consultations.statements.models import Comment, ProgressNote, Statement, Version
from consultations.townhalls.banned import holds_banned_words
from consultations.townhalls.models import Participant
from core.citations import cited_in, links_in
from core.differences import Run, differences
from core.disclosure import PUBLIC, Audience, Viewer, disclose

COMMENTS_A_PAGE = 20


@dataclass(frozen=True)
class Row:
    """One statement in a list."""

    reference: str
    title: str
    url: str
    standing: str
    colour: str
    workstreams: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    title: str
    rows: list[Row]


def row_of(statement: Statement) -> Row:
    """Return a statement as a list shows it. Read it by `queries.listed`."""
    text, colour = standing_of(statement.progress.all())
    return Row(
        reference=statement.reference,
        title=title_of(statement),
        url=statement.get_absolute_url(),
        standing=text,
        colour=colour,
        workstreams=tuple(one.title for one in statement.workstreams.all()),
    )


def chapters_of(statements: Iterable[Statement]) -> list[Chapter]:
    """Return statements by their chapters, both in the order of the numbers."""
    chapters: dict[str, list[Row]] = {}
    for statement in statements:
        chapters.setdefault(statement.chapter, []).append(row_of(statement))
    rest = _("Without a chapter") if len(chapters) > 1 else _("All of them")
    return [Chapter(title or rest, rows) for title, rows in chapters.items()]


def narrowed(rows: list[Statement], wanted: str) -> tuple[list[Statement], str, dict[str, str]]:
    """Return those of the workstream that was asked for, or all; which that is; and the titles of all workstreams by key."""
    titles = {str(one.pk): one.title for row in rows for one in row.workstreams.all()}
    if wanted not in titles:
        return rows, "", titles
    return [row for row in rows if wanted in {str(one.pk) for one in row.workstreams.all()}], wanted, titles


def views_of(titles: dict[str, str], chosen: str, path: str) -> list[dict[str, Any]]:
    """Return the ways to look at a list: all of it, or one workstream's."""
    if not titles:
        return []
    views = [{"text": _("All"), "url": path, "count": None, "current": not chosen}]
    return views + [
        {"text": title, "url": f"{path}?workstream={pk}", "count": None, "current": pk == chosen}
        for pk, title in titles.items()
    ]


def counts_of(rows: Iterable[Statement]) -> list[tuple[str, int]]:
    """Return how many stand where, the most first."""
    counted = Counter(standing_of(row.progress.all())[0] for row in rows)
    return counted.most_common()


def standing_of(notes: Iterable[ProgressNote]) -> tuple[str, str]:
    """Return what is known to have become of a statement, in words and a colour: of its last note that says so."""
    last = latest_standing(notes)
    return (str(Standing(last.standing).label), COLOURS[Standing(last.standing)]) if last else (str(NOT_KNOWN), "grey")


def latest_standing(notes: Iterable[ProgressNote]) -> ProgressNote | None:
    told = [note for note in notes if note.standing]
    return max(told, key=lambda note: (note.day, note.pk), default=None)


def page_of(statement: Statement, participant: Participant | None, number: str) -> dict[str, Any]:
    """Return what the page of one statement shows everybody, and of comments besides what is this person's own."""
    versions = list(queries.published(statement))
    notes = list(queries.progress_of(statement))
    comments = Paginator(queries.comments_on(statement), COMMENTS_A_PAGE).get_page(number)
    shown = [disclose(row, PUBLIC) for row in comments]
    own = [
        disclose(row, Viewer(Audience.CONTRIBUTOR, participant)) for row in queries.own_comments(statement, participant)
    ]
    current = versions[0]
    text, colour = standing_of(notes)
    own_words = [current.text, current.changed, current.why]
    links = links_in([*own_words, *(note.text for note in notes), *(one.text for one in shown)])
    return {
        "statement": statement,
        "current": current,
        "versions": versions,
        "notes": notes_of(notes),
        "standing": {"text": text, "colour": colour, "note": latest_standing(notes)},
        "workstreams": queries.workstreams_of(statement),
        "comments": comments,
        "shown": shown,
        "own": [one for one in own if one.state != CommentState.PUBLISHED],
        "shaped_by": cited_in([statement.reference])[statement.reference],
        "names": links.targets_in(own_words),
        "references": links,
        "plural": PLURALS[StatementKind(statement.kind)],
    }


def notes_of(notes: Iterable[ProgressNote]) -> list[tuple[ProgressNote, dict[str, str] | None]]:
    """Return notes of progress, each with the status that it tells of, if it does."""
    return [(note, _standing(note)) for note in notes]


def _standing(note: ProgressNote) -> dict[str, str] | None:
    if not note.standing:
        return None
    return {"text": str(Standing(note.standing).label), "colour": COLOURS[Standing(note.standing)]}


def for_staff(comment: Comment) -> KnownComment:
    known: KnownComment = disclose(comment, Viewer(Audience.STAFF))
    return known


def changes_between(before: Version, after: Version) -> list[tuple[str, list[Run]]]:
    """Return the parts that differ between two versions, each with its heading and its runs of words."""
    parts = [(_("Title"), before.title, after.title), (_("Text"), before.text, after.text)]
    return [(heading, differences(old, new)) for heading, old, new in parts if old != new]


def desk_rows(statements: Iterable[Statement]) -> list[dict[str, Any]]:
    """Return the rows of the desk. Read them by `queries.drafted_by`."""
    return [_desk_row(statement) for statement in statements]


def _desk_row(statement: Statement) -> dict[str, Any]:
    versions = list(statement.versions.all())
    draft = next((one for one in versions if one.is_draft), None)
    title = statement.current.title if statement.current else draft.title if draft else _("Nothing is written yet")
    text, colour = standing_of(statement.progress.all())
    return {
        "reference": statement.reference,
        "title": title,
        "url": reverse("statements_desk:one", args=[statement.place, statement.number]),
        "version": statement.current.number if statement.current else None,
        "draft": draft,
        "standing": {"text": text, "colour": colour},
    }


def comment_rows(comments: Iterable[Comment]) -> list[dict[str, Any]]:
    """Return comments for who reads them, each with where it was made and whether it holds words of the moderators' list."""
    return [
        {
            "one": for_staff(row),
            "statement": row.version.statement,
            "holds_banned_words": row.state == CommentState.WAITING and holds_banned_words(row.text),
            "decided_by": row.decided_by,
            "decided_at": row.decided_at,
        }
        for row in comments
    ]
