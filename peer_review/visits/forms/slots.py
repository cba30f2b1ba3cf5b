"""What somebody who is heard says, and the table that lays out many meetings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, TextField, look

MOST_BYTES = 300_000


class ComingForm(Form):
    coming = look(
        forms.ChoiceField(
            label=_("Will you come?"),
            choices=[("yes", _("Yes")), ("no", _("No"))],
            widget=forms.RadioSelect,
            error_messages={"required": _("Select whether you will come")},
        ),
        inline=True,
    )
    needs = TextField(
        label=_("What do you need to take part?"),
        help_text=_(
            "For example step-free access, an interpreter, or a break. Those who plan and hold this meeting read it."
        ),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TableForm(Form):
    """A table that was pasted, or a file of one."""

    table = TextField(
        label=_("Paste the table"),
        help_text=_("Copy the rows in your spreadsheet, headings included, and paste them here."),
        required=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 8}),
        strip=False,
    )
    file = forms.FileField(label=_("Or choose a file"), help_text=_("CSV or TSV, up to 300 kB."), required=False)

    def clean_file(self) -> str:
        """Return the words of the file."""
        sent = self.cleaned_data.get("file")
        if not sent:
            return ""
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(_("The selected file must be smaller than 300 kB"))
        given: bytes = sent.read()
        if b"\0" in given:
            raise forms.ValidationError(_("The selected file must be a CSV or TSV"))
        try:
            return given.decode("utf-8-sig")
        except UnicodeDecodeError:
            return given.decode("cp1252", errors="replace")  # what a spreadsheet on Windows writes

    def text(self) -> str:
        """Return the table of a valid form: the file's, where one was chosen."""
        given: dict[str, Any] = self.cleaned_data
        return str(given.get("file") or given.get("table") or "")
