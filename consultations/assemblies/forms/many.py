"""One page on which many are asked the same: each member of a body, who was there or how they voted."""

from typing import Any

from django import forms

from core.forms import AskingForm


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
