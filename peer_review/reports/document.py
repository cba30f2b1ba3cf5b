"""A report as it is read, whatever it is drawn as: a page, a tagged PDF, a file for a word processor, or slides."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from peer_review.reports.enums import NUMBERED, PassageKind


@dataclass(frozen=True)
class Said:
    """A sentence. `key` is that of its row, once it is pinned."""

    text: str
    is_judgement: bool = False
    key: int | None = None


@dataclass(frozen=True)
class Part:
    """A passage: see `models.Passage`. `finding` is the key of the finding that it is of."""

    kind: str
    anchor: str = ""
    code: str = ""
    title: str = ""
    finding: int | None = None
    said: tuple[Said, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(one.text for one in self.said)

    @property
    def number(self) -> str:
        """The number of a paragraph, which is its anchor's too."""
        return self.anchor.removeprefix("p") if self.kind in NUMBERED else ""


@dataclass(frozen=True)
class Found:
    """A finding: what it is called, what it says, what it rests on, and the kinds of source of that."""

    head: Part
    says: list[Part] = field(default_factory=list)
    rests: list[Part] = field(default_factory=list)
    sources: str = ""


@dataclass(frozen=True)
class Section:
    """What stands under one heading: paragraphs and points, or findings."""

    head: Part
    parts: list[Part] = field(default_factory=list)
    findings: list[Found] = field(default_factory=list)

    @property
    def runs(self) -> list[tuple[bool, list[Part]]]:
        """Its paragraphs and points in runs: whether a run is a list, and what is in it."""
        return [
            (is_list, list(some)) for is_list, some in groupby(self.parts, lambda one: one.kind == PassageKind.POINT)
        ]


@dataclass(frozen=True)
class Document:
    """`day` is when the edition was made; `on_site` says in words when the team was there."""

    reference: str
    system: str
    programme: str
    hosts: tuple[str, ...]
    on_site: str
    parts: tuple[Part, ...]
    number: int = 0
    is_final: bool = False
    day: date | None = None

    @property
    def sections(self) -> list[Section]:
        return sections_of(self.parts)

    @property
    def texts(self) -> list[str]:
        """Everything that it says, for references in it and for an index."""
        return [text for part in self.parts for text in (part.title, part.text) if text]


def sections_of(parts: Iterable[Part]) -> list[Section]:
    """Return parts under their headings, and those of a finding under it. The first part is a heading."""
    sections: list[Section] = []
    for part in parts:
        match part.kind:
            case PassageKind.HEADING:
                sections.append(Section(part))
            case PassageKind.FINDING:
                sections[-1].findings.append(Found(part))
            case PassageKind.SAYS:
                sections[-1].findings[-1].says.append(part)
            case PassageKind.RESTS:
                sections[-1].findings[-1].rests.append(part)
            case PassageKind.SOURCES:
                last = sections[-1].findings.pop()
                sections[-1].findings.append(Found(last.head, last.says, last.rests, part.title))
            case _:
                sections[-1].parts.append(part)
    return sections


def fingerprint_of(parts: Iterable[Part]) -> str:
    """Return a mark of what is said: the same for the same words in the same order, whether they are pinned or not."""
    told = [
        (one.kind, one.anchor, one.code, one.title, one.finding, [(said.text, said.is_judgement) for said in one.said])
        for one in parts
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def numbered(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts with a number for each paragraph."""
    number = 0
    for part in parts:
        if part.kind in NUMBERED:
            number += 1
            yield Part(part.kind, f"p{number}", part.code, part.title, part.finding, part.said)
        else:
            yield part
