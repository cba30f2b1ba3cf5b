"""What the forms of this room that have a page to themselves have in common."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import Form


class AskingForm(Form):
    """A form that carries itself out by one verb.

    `caption` stands above the title of its page, `lede` below, and `why_not` in the place of a form that nobody can fill in now.
    `carry_out` raises NotAllowed and Refused as its verb does; a refusal stands beside the field `blames`, else above all.
    """

    title: Any = ""
    caption: Any = ""
    lede: Any = ""
    why_not: Any = ""
    button: Any = _("Save")
    is_grave = False
    said: Any = _("Saved.")
    blames: str | None = None

    def carry_out(self, *, by: User) -> None:
        raise NotImplementedError
