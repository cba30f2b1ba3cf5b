"""What was learnt, as the library and its feeds show it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from core.feeds import Entry
from core.lists import Facet, facets_of_rows
from organisations.models import Region
from peer_review.findings.enums import FindingKind
from peer_review.library.queries import KINDS, Place, says_of
from peer_review.reports.models import Passage

COLOURS = {FindingKind.STRENGTH: "green", FindingKind.RECOMMENDATION: "violet"}


@dataclass(frozen=True)
class Learnt:
    """A strength or a recommendation with where it comes from. `called` is how to refer to it: PR-3 R2."""

    called: str
    title: str
    text: str
    kind: str
    colour: str
    theme: str
    theme_key: str
    system: str
    url: str
    published: datetime | None


def learnt_of(rows: Collection[Passage]) -> list[Learnt]:
    said = says_of(rows)
    return [_one(row, said.get((row.edition_id, row.finding_id), "")) for row in rows]


def _one(row: Passage, text: str) -> Learnt:
    review, finding = row.edition.report.review, row.finding
    assert finding is not None  # noqa: S101 - the database holds that
    kind, theme = FindingKind(finding.kind), finding.line.theme
    return Learnt(
        called=row.called,
        title=row.title,
        text=text,
        kind=str(kind.label),
        colour=COLOURS[kind],
        theme=theme.title,
        theme_key=str(theme.key),
        system=review.system.name,
        url=row.get_absolute_url(),
        published=review.published_at,
    )


def facets_of(places: Collection[Place], chosen: Mapping[str, Collection[str]], query: QueryDict) -> list[Facet]:
    """Return the filters with counts. Each choice counts what the other filters leave. Where a name changed the last stands."""
    choices: dict[str, tuple[str, Iterable[tuple[Any, Any]]]] = {
        "kind": (_("Kind"), [(kind, kind.label) for kind in KINDS]),
        "theme": (_("Theme"), _by_name({one.values["theme"]: one.theme for one in places})),
        "system": (_("System"), _by_name({one.values["system"]: one.system for one in places})),
        "region": (_("Region"), Region.choices),
        "programme": (_("Programme"), _by_name({one.values["programme"]: one.programme for one in places})),
    }
    rows = [[one.values[name] for name in choices] for one in places]
    return facets_of_rows(rows, choices, chosen=chosen, query=query)


def entries_of(rows: Collection[Passage]) -> Iterable[Entry]:
    for one in learnt_of(rows):
        if one.published:
            yield Entry(
                key=f"peer-finding/{one.called.replace(' ', '/')}",
                title=f"{one.called}: {one.title}",
                address=one.url,
                published=one.published,
                updated=one.published,
                summary=one.text,
                author=one.system,
                categories=(one.kind, one.theme),
            )


def _by_name(names: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(names.items(), key=lambda pair: pair[1])
