"""Who does a thing: a signed-in person, somebody who holds a private link, or the system itself."""

from typing import Protocol, runtime_checkable


@runtime_checkable
class Actor(Protocol):
    """Anyone whose acts are logged. `audit_name` names them without personal data: `user:7`, `contributor:12`."""

    @property
    def audit_name(self) -> str: ...


class _System:
    audit_name = "system"
    is_authenticated = False


SYSTEM: Actor = _System()
