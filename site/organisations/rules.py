"""Who keeps the register. Everybody may read it."""

from typing import Any

import rules

from core.actors import SYSTEM


@rules.predicate
def may_keep_register(actor: Any) -> bool:
    """Whoever the editor lets change a body; and the site itself, which loads the file."""
    has_perm = getattr(actor, "has_perm", None)
    return actor is SYSTEM or bool(has_perm and has_perm("organisations.change_organisation"))
