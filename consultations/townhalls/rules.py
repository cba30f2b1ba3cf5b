"""Who may do what in a town hall."""

from typing import Any

import rules

from accounts.rules import is_moderator, is_secretariat
from consultations.townhalls.models import TownHallPage


@rules.predicate
def is_on_the_panel(actor: Any, subject: Any = None) -> bool:
    """Whether somebody answers on stage in this town hall, or in any, where none is named."""
    pk = getattr(actor, "pk", None)
    halls = TownHallPage.objects.filter(panellists__user=pk) if pk else TownHallPage.objects.none()
    thread = getattr(subject, "thread", subject)  # of a contribution or a poll
    page = getattr(thread, "page_id", None) or getattr(thread, "pk", None)
    return (halls.filter(pk=page) if page else halls).exists()


may_moderate = is_moderator | is_secretariat
may_host = may_moderate | is_on_the_panel
