"""Who changed what of a judgement."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.differences import Run, differences
from peer_review.assessments.models import Judgement, Position


@dataclass(frozen=True)
class Past:
    """One text of a judgement, as it differs from the one before it."""

    revision: int
    who: str
    when: Any
    runs: list[Run]
    set_aside: bool
    same_words: bool
    positions: list[Position]


def history(judgement: Judgement) -> Iterable[Past]:
    """Return every text a judgement had, the newest first, with who agreed to it or challenged it. Two queries."""
    positions = list(judgement.positions.select_related("member__peer"))
    before, pasts = "", []
    for version in judgement.versions.select_related("saved_by"):
        pasts.append(
            Past(
                version.revision,
                str(version.saved_by) if version.saved_by else _("somebody who left"),
                version.saved_at,
                differences(before, version.text),
                version.set_aside,
                version.text == before,
                [] if version.set_aside else [one for one in positions if one.revision == version.revision],
            )
        )
        before = before if version.set_aside else version.text
    return reversed(pasts)
