"""Who may do what, as sentences. Apps above combine these."""

from collections.abc import Callable
from typing import Any

import rules
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.enums import Role
from core.errors import NotAllowed


def _holds(role: Role) -> rules.Predicate:
    @rules.predicate(name=f"is {role.label.lower()}")
    def predicate(actor: Any, subject: Any = None) -> bool:
        """A role holds for every `subject`; a table of moves passes one all the same."""
        holds = getattr(actor, "holds", None)
        return bool(holds and holds(role))

    return predicate


is_secretariat = _holds(Role.SECRETARIAT)
is_co_chair = _holds(Role.CO_CHAIR)
is_moderator = _holds(Role.MODERATOR)
is_auditor = _holds(Role.AUDITOR)
is_peer_review_manager = _holds(Role.PEER_REVIEW_MANAGER)


@rules.predicate
def is_on_staff(actor: Any) -> bool:
    return bool(getattr(actor, "is_on_staff", False))


def demand(rule: Callable[[Any], bool], actor: Any, why: str | Promise) -> None:
    """Raise NotAllowed, with the sentence `why`, for an actor to whom `rule` does not apply. A verb begins with it."""
    if not rule(actor):
        raise NotAllowed(str(why))


def demand_secretariat(actor: Any) -> None:
    """Raise NotAllowed for whoever is not of the secretariat, as `demand` does."""
    demand(is_secretariat, actor, _("Only the secretariat may do this."))
