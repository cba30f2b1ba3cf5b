"""What somebody just did on a desk, kept in their own session while it can be undone."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.gates import StaffRequest
from consultations.townhalls.domain.acts import OFFERED_FOR, Act
from consultations.townhalls.domain.acts import undo as take_back
from consultations.townhalls.models import Contribution, TownHallPage
from core.errors import Refused

KEPT = "town_hall_acts"
NOTHING = timedelta()


def remember(request: StaffRequest, hall: TownHallPage, said: str, done: list[Act]) -> None:
    """Keep what was done, and how it is told, in place of what was done before."""
    request.session[KEPT] = {"key": uuid4().hex, "hall": hall.pk, "said": said, "acts": [asdict(one) for one in done]}


def offer(request: StaffRequest, hall: TownHallPage) -> dict[str, Any]:
    """Return what the page tells of the last act, with how many seconds are left to undo it; nothing after that."""
    kept = request.session.get(KEPT)
    if not kept or kept["hall"] != hall.pk:
        return {}
    left = datetime.fromisoformat(kept["acts"][0]["at"]) + OFFERED_FOR - timezone.now()
    if left <= NOTHING:
        return {}
    return {"done": {"said": kept["said"], "key": kept["key"], "seconds": max(1, round(left.total_seconds()))}}


def undo(request: StaffRequest, hall: TownHallPage) -> tuple[list[Contribution], list[str]]:
    """Take back what a form names, each act in a transaction of its own. Return what was undone, and why others were not."""
    kept = request.session.get(KEPT)
    if not kept or kept["hall"] != hall.pk or kept["key"] != request.POST.get("key"):
        return [], [_("There is nothing to undo any more. Use the buttons of the question instead.")]
    del request.session[KEPT]
    undone: list[Contribution] = []
    refused: list[str] = []
    for one in reversed(kept["acts"]):
        try:
            undone.append(take_back(Act(**one), by=request.user))
        except Refused as why:
            refused.append(str(why))
    return undone, refused
