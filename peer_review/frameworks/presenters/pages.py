"""Frameworks as lists and pages draw them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from peer_review.frameworks.enums import VersionState
from peer_review.frameworks.lifecycle import VERSION, it_has_lines
from peer_review.frameworks.models import Framework, FrameworkVersion, Theme
from peer_review.frameworks.queries import themes_of

BASE = "base"  # in an address: the version whose core a local edition holds


@dataclass(frozen=True)
class DeskRow:
    """A framework in the list of the desk."""

    framework: Framework
    url: str
    in_force: FrameworkVersion | None
    draft: FrameworkVersion | None


def desk_rows(frameworks: Iterable[Framework]) -> list[DeskRow]:
    """Return the rows of the desk. Read them by `queries.kept`."""
    return [
        DeskRow(
            framework=one,
            url=reverse("frameworks:desk_one", args=[one.slug]),
            in_force=_standing(one.versions.all(), VersionState.IN_FORCE),
            draft=_standing(one.versions.all(), VersionState.DRAFT),
        )
        for one in frameworks
    ]


def _standing(versions: Iterable[FrameworkVersion], state: VersionState) -> FrameworkVersion | None:
    return next((one for one in versions if one.state == state), None)


def version_rows(versions: Iterable[FrameworkVersion]) -> list[dict[str, Any]]:
    """Return versions, each with its state in words and colour, as everybody reads it."""
    return [{"version": one, "tag": tag_of(one)} for one in versions]


def tag_of(version: FrameworkVersion) -> dict[str, Any]:
    state = VERSION.state_of(version)
    return {"text": str(state.public_label), "colour": state.tag}


def page_of(version: FrameworkVersion, versions: Iterable[FrameworkVersion]) -> dict[str, Any]:
    """Return what the page of one version shows; `versions` are those of its framework that its reader may read."""
    themes = list(themes_of(version))
    known = list(versions)
    return {
        "version": version,
        "framework": version.framework,
        "tag": tag_of(version),
        "themes": themes,
        "line_count": sum(len(theme.lines.all()) for theme in themes),
        "contents": contents_of(themes),
        "versions": version_rows(known),
        "is_comparable": len(known) > 1 or version.framework.is_local,
        "in_force": _standing(known, VersionState.IN_FORCE),
    }


def contents_of(themes: Iterable[Theme]) -> list[tuple[str, str]]:
    return [(str(theme), f"#theme-{theme.position}") for theme in themes]


def draft_page(draft: FrameworkVersion) -> dict[str, Any]:
    """Return what the page of a draft shows to those who write in it: what may be changed, and what moves where."""
    themes = list(themes_of(draft))
    return {
        "version": draft,
        "framework": draft.framework,
        "themes": [
            {
                "row": theme,
                "is_ours": _is_ours(draft, theme.is_core),
                **_ways([one.is_core for one in themes], at),
                "lines": [
                    {
                        "row": line,
                        "is_ours": _is_ours(draft, line.is_core),
                        **_ways([one.is_core for one in theme.lines.all()], place),
                    }
                    for place, line in enumerate(theme.lines.all())
                ],
            }
            for at, theme in enumerate(themes)
        ],
        "contents": contents_of(themes),
        "obstacle": it_has_lines(draft),
    }


def _is_ours(draft: FrameworkVersion, is_core: bool) -> bool:
    return not (is_core and draft.framework.is_local)


def _ways(core: list[bool], at: int) -> dict[str, bool]:
    """Return whether a row can change places with the one before and after: what is local stays behind the core."""
    return {
        "may_go_up": at > 0 and core[at - 1] == core[at],
        "may_go_down": at < len(core) - 1 and core[at + 1] == core[at],
    }


def to_compare(framework: Framework, versions: Iterable[FrameworkVersion]) -> dict[str, FrameworkVersion]:
    """Return what can be compared, the last first, each under its mark in the address."""
    marked = {str(one.number): one for one in versions}
    if framework.base is not None:
        marked[BASE] = framework.base
    return marked


def names_in_choice(marked: dict[str, FrameworkVersion]) -> list[tuple[str, str]]:
    """Return pairs of mark and words, the oldest first."""
    return [
        (mark, str(one) if mark == BASE else _("Version %(number)d") % {"number": one.number})
        for mark, one in reversed(marked.items())
    ]
