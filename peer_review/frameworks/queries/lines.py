"""What a version holds. Each read asks the same number of questions of the database, however much there is."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from core.stamps import stamp_of
from peer_review.frameworks.models import FrameworkVersion, Line, Theme


def lines_of(version: FrameworkVersion) -> QuerySet[Line]:
    """Return the lines of enquiry in their order, each with its theme and prompts: two queries."""
    return (
        Line.objects.filter(theme__version=version)
        .select_related("theme")
        .prefetch_related("prompts")
        .order_by("theme__position", "theme", "position", "pk")
    )


def themes_of(version: FrameworkVersion) -> QuerySet[Theme]:
    """Return the themes in their order, each with its lines and their prompts: three queries."""
    lines = Line.objects.select_related("theme").prefetch_related("prompts")
    return version.themes.prefetch_related(Prefetch("lines", lines))


def row_of(version: FrameworkVersion, what: str, key: UUID) -> Theme | Line | None:
    """Return the theme or the line (`what`) of this key in a version, with all that a page tells of it, or None."""
    rows: QuerySet[Theme] | QuerySet[Line] = themes_of(version) if what == "theme" else lines_of(version)
    return rows.filter(key=key).first()


def stamp_of_theme(theme: Theme) -> str:
    return stamp_of(theme.title, theme.about)


def stamp_of_line(line: Line) -> str:
    return stamp_of(str(line.theme.key), line.title, line.question, line.good, *line.prompt_texts)


def stamp_of_theme_and_lines(theme: Theme) -> str:
    """Return a stamp of all that goes with a theme that is removed."""
    lines = (f"{line.key} {stamp_of_line(line)}" for line in theme.lines.all())
    return stamp_of(str(theme.key), stamp_of_theme(theme), *lines)


def stamp_of_version(version: FrameworkVersion) -> str:
    """Return a stamp of all that a version holds, in its order."""
    return stamp_of(*(stamp_of_theme_and_lines(theme) for theme in themes_of(version)))
