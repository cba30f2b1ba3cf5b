"""What every form of this room has in common: it carries out what it asks, and says what was done."""

from typing import Any

from accounts.models import User
from core.forms import Form


class AskingForm(Form):
    """`carry_out` does what was asked, and raises NotAllowed and Refused. A refusal is said beside the field `blames`."""

    title: Any = ""
    lead: Any = ""
    button: Any = ""
    said: Any = ""
    blames: str | None = None

    def carry_out(self, *, by: User) -> None:
        raise NotImplementedError
