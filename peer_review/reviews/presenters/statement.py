"""The position statement: its parts as their pages show them, two texts side by side, and what changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.differences import Run, differences
from core.forms import count_words
from peer_review.reviews.domain.statement import too_long
from peer_review.reviews.models import PositionPart, PositionPartVersion

TOGETHER = timedelta(minutes=15)


@dataclass(frozen=True)
class PartLine:
    """One part: how far it is, in words and the colour of its tag."""

    part: PositionPart
    words: str
    standing: str
    colour: str


@dataclass(frozen=True)
class Step:
    """What one sitting of one writer made of a part. `runs` lead from the text before it to this one."""

    version: PositionPartVersion
    when: datetime
    who: str
    runs: list[Run]


def parts_of(parts: Iterable[PositionPart]) -> list[PartLine]:
    return [_line(part) for part in parts]


def _line(part: PositionPart) -> PartLine:
    words = count_words(part.text)
    told = _("%(words)d of %(limit)d words") % {"words": words, "limit": part.word_limit}
    if over := too_long(part):
        said = ngettext("%(n)d word too long", "%(n)d words too long", over) % {"n": over}
        return PartLine(part, told, said, "red")
    if words:
        return PartLine(part, told, _("Written"), "green")
    return PartLine(part, told, _("Not begun"), "grey")


def history_of(versions: Iterable[PositionPartVersion]) -> list[Step]:
    """Return the sittings that led to a part, the last first. Saves of one writer within a quarter of an hour are one."""
    before, steps = "", []
    for last in _sittings(versions):
        steps.append(Step(last, last.saved_at, str(last.saved_by or _("Somebody")), differences(before, last.text)))
        before = last.text
    return steps[::-1]


def _sittings(versions: Iterable[PositionPartVersion]) -> Iterator[PositionPartVersion]:
    last: PositionPartVersion | None = None
    for one in versions:
        if last and (one.saved_by_id != last.saved_by_id or one.saved_at - last.saved_at > TOGETHER):
            yield last
        last = one
    if last:
        yield last


def autosaved(part: PositionPart) -> dict[str, Any]:
    """Return what static/js/autosave.js takes: the stamp to go on from, and what is wrong with what was kept."""
    over = too_long(part)
    told = ngettext("Saved, but %(n)d word too long.", "Saved, but %(n)d words too long.", over) % {"n": over}
    return {
        "saved": True,
        "at": f"{timezone.localtime():%H:%M}",
        "stamps": {"after": part.revision},
        "shown": ["part"],
        "conflicts": [],
        "whole": True,
        "message": told if over else "",
    }
