"""What the forms of this room that have a page to themselves have in common."""

from typing import Any

from django import forms
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


class ManyForm(AskingForm):
    """A form of many choices, one for each member, of which only what its sender touched is carried out.

    `stood` says what it was drawn with, so that what somebody else recorded meanwhile is not taken back by a page that was
    opened before. A form without it is measured against what stands now.
    """

    stood = forms.JSONField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices: dict[str, str] = {}

    def ask_for(self, name: str, field: forms.ChoiceField, stands: str) -> None:
        """Add the choice of one member; `stands` is what was recorded of them, or nothing."""
        self.fields[name] = field
        self.choices[name] = self.initial[name] = stands
        self.initial["stood"] = self.choices

    def touched(self) -> dict[str, str]:
        """Return by field what its sender chose anew."""
        stood = self.cleaned_data.get("stood")
        drawn = stood if isinstance(stood, dict) else self.choices
        return {
            name: self.cleaned_data[name] for name in self.choices if self.cleaned_data[name] != drawn.get(name, "")
        }
