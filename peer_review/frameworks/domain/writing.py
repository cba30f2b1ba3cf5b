"""Writing in a draft: themes, and lines of enquiry with their prompts. Each verb locks the framework, and nobody writes over another."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import audit
from core.errors import Refused, Stale
from core.stamps import demand_fresh, stamp_of
from peer_review.frameworks.domain.drafts import locked_draft
from peer_review.frameworks.models import FrameworkVersion, Line, Prompt, Theme
from peer_review.frameworks.queries import stamp_of_line, stamp_of_theme, stamp_of_theme_and_lines, themes_of

READ_AGAIN = gettext_lazy("It was changed while you read it. Read it again first.")


@dataclass(frozen=True)
class Wording:
    """What a line of enquiry says."""

    title: str
    question: str
    good: str
    prompts: tuple[str, ...] = ()

    def tidy(self) -> "Wording":
        """Return the same without blanks around it. Raises Refused for a line that says too little to ask anything."""
        title, question, good = (text.strip() for text in (self.title, self.question, self.good))
        if not (title and question and good):
            raise Refused(_("A line of enquiry needs a title, a question and what good looks like."))
        return Wording(title, question, good, tuple(text.strip() for text in self.prompts if text.strip()))


def save_theme(
    *, version: FrameworkVersion, key: UUID, title: str, about: str = "", after: str = "", by: User
) -> Theme:
    """Add the theme of this key to a draft, at its end, or write it anew. What is sent twice changes nothing. Logged.

    `after` is the stamp of what the writer read (`queries.stamp_of_theme`), and empty for a new one. Raises Stale when somebody
    else changed or removed it meanwhile, Refused for a theme of the core in a local edition and for what is no draft.
    """
    with transaction.atomic():
        draft = locked_draft(version, by)
        title, about = title.strip(), about.strip()
        if not title:
            raise Refused(_("Enter a title."))
        row = draft.themes.filter(key=key).first()
        if row is None:
            _demand_new(after)
            place = draft.themes.count() + 1
            row = Theme(version=draft, key=key, position=place, is_core=not draft.framework.is_local)
        elif stamp_of_theme(row) == stamp_of(title, about):
            return row
        else:
            _demand_ours(row)
            demand_fresh(after or "new", stands=stamp_of_theme(row))
        row.title, row.about = title, about
        row.save()
        audit.record("framework.theme", actor=by, subject=draft, theme=row.code)
        return row


def save_line(
    *, version: FrameworkVersion, key: UUID, theme: UUID, wording: Wording, after: str = "", by: User
) -> Line:
    """Add the line of this key to a theme of a draft, at its end, or write it anew, under another theme too. Logged.

    What is sent twice changes nothing. `after` is the stamp of what the writer read (`queries.stamp_of_line`), and empty for a
    new one. Raises Stale and Refused as `save_theme` does, and Refused for a theme that is not in the draft.
    """
    wording = wording.tidy()
    with transaction.atomic():
        draft = locked_draft(version, by)
        under = draft.themes.filter(key=theme).first()
        if under is None:
            raise Refused(_("This theme is not in the draft any more. Choose another."))
        row = _line_of(draft, key)
        if row is None:
            _demand_new(after)
            row = Line(key=key, is_core=not draft.framework.is_local)
        elif stamp_of_line(row) == _stamp(under, wording):
            return row
        else:
            _demand_ours(row)
            demand_fresh(after or "new", stands=stamp_of_line(row))
        _write(row, under, wording)
        _renumber_all(draft)
        row.refresh_from_db()
        audit.record("framework.line", actor=by, subject=draft, line=row.code)
        return row


def remove_theme(*, version: FrameworkVersion, key: UUID, after: str = "", by: User) -> None:
    """Remove a theme with its lines from a draft; earlier versions keep them. One that is gone stays gone. Logged.

    `after` is the stamp of all that goes (`queries.stamp_of_theme_and_lines`). Raises Stale and Refused as `save_theme` does.
    """
    with transaction.atomic():
        draft = locked_draft(version, by)
        row = themes_of(draft).filter(key=key).first()
        if row is None:
            return
        _demand_ours(row)
        demand_fresh(after, stands=stamp_of_theme_and_lines(row), why=READ_AGAIN)
        audit.record("framework.remove_theme", actor=by, subject=draft, theme=row.code)
        row.delete()
        _renumber_all(draft)


def remove_line(*, version: FrameworkVersion, key: UUID, after: str = "", by: User) -> None:
    """Remove a line with its prompts from a draft; earlier versions keep it. One that is gone stays gone. Logged.

    `after` is the stamp of what was read (`queries.stamp_of_line`). Raises Stale and Refused as `save_theme` does.
    """
    with transaction.atomic():
        draft = locked_draft(version, by)
        row = _line_of(draft, key)
        if row is None:
            return
        _demand_ours(row)
        demand_fresh(after, stands=stamp_of_line(row), why=READ_AGAIN)
        audit.record("framework.remove_line", actor=by, subject=draft, line=row.code)
        row.delete()
        _renumber_all(draft)


def move_theme(*, version: FrameworkVersion, key: UUID, up: bool, at: int, by: User) -> None:
    """Change places with the theme before, or after. Nothing happens at either end. Logged.

    `at` is the position at which it stood when it was read. Raises Stale when it stands elsewhere, so that what is sent twice
    moves once; Refused as `save_theme` does.
    """
    with transaction.atomic():
        draft = locked_draft(version, by)
        _move(draft, list(draft.themes.all()), key, up=up, at=at, by=by)


def move_line(*, version: FrameworkVersion, key: UUID, up: bool, at: int, by: User) -> None:
    """Change places with the line before, or after, within the theme; all as `move_theme`."""
    with transaction.atomic():
        draft = locked_draft(version, by)
        line = _line_of(draft, key)
        rows = list(line.theme.lines.select_related("theme")) if line else []
        _move(draft, rows, key, up=up, at=at, by=by)


def _line_of(draft: FrameworkVersion, key: UUID) -> Line | None:
    return Line.objects.filter(theme__version=draft, key=key).select_related("theme").first()


def _stamp(theme: Theme, wording: Wording) -> str:
    return stamp_of(str(theme.key), wording.title, wording.question, wording.good, *wording.prompts)


def _demand_new(after: str) -> None:
    if after:
        raise Stale(
            _("Somebody removed this meanwhile. What you wrote stands here still: save it again to put it back.")
        )


def _demand_ours(row: Theme | Line) -> None:
    """The core of a local edition is that of its base, word by word, so that what reviews find can be put together."""
    version = row.version if isinstance(row, Theme) else row.theme.version
    if row.is_core and version.framework.is_local:
        raise Refused(_("This is of the core, which a local edition can’t change."))


def _write(line: Line, theme: Theme, wording: Wording) -> None:
    if line.pk is None or line.theme_id != theme.pk:
        line.theme, line.position = theme, theme.lines.count() + 1
    line.title, line.question, line.good = wording.title, wording.question, wording.good
    line.save()
    line.prompts.all().delete()
    Prompt.objects.bulk_create(
        Prompt(line=line, position=at, text=text) for at, text in enumerate(wording.prompts, start=1)
    )


def _move(draft: FrameworkVersion, rows: Sequence[Theme | Line], key: UUID, *, up: bool, at: int, by: User) -> None:
    """Swap neighbours. What a local edition adds stays behind the core, whose codes so stay as they are."""
    here = next((place for place, row in enumerate(rows) if row.key == key), None)
    if here is None or rows[here].position != at:
        raise Stale(_("The order was changed meanwhile. This is how it stands now."))
    _demand_ours(rows[here])
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows) or rows[there].is_core != rows[here].is_core:
        return
    rows[here].position, rows[there].position = rows[there].position, rows[here].position
    for row in (rows[here], rows[there]):
        row.save(update_fields=["position"])
    audit.record("framework.order", actor=by, subject=draft)


def _renumber_all(draft: FrameworkVersion) -> None:
    """Number themes, and lines in each, without gaps."""
    for place, theme in enumerate(themes_of(draft), start=1):
        if theme.position != place:
            draft.themes.filter(pk=theme.pk).update(position=place)
        for at, line in enumerate(theme.lines.all(), start=1):
            if line.position != at:
                theme.lines.filter(pk=line.pk).update(position=at)
