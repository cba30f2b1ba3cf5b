"""The gate for files."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core.forms import Form, look
from evidence.submissions.files.inspection import inspect
from evidence.submissions.files.kinds import ACCEPT
from evidence.submissions.files.problems import BadFile


class InspectedFileField(forms.FileField):
    """A file from outside: its value is the file with what it was found to be (`Inspected`)."""

    widget = forms.FileInput(attrs={"accept": ACCEPT})

    def __init__(self, **kwargs: Any) -> None:
        errors = {"required": _("Select a file"), "invalid": _("Select a file")}
        # An empty one is taken this far, for `inspect` says in our words what is wrong with it.
        super().__init__(allow_empty_file=True, error_messages=errors, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload: UploadedFile | None = super().clean(data, initial)
        if not upload:
            return None
        try:
            return inspect(upload)
        except BadFile as bad:
            raise forms.ValidationError(bad.reasons, code=bad.problem) from bad


class UploadForm(Form):
    """`cleaned_data["file"]` is the file with what it was found to be."""

    file = InspectedFileField(label=_("Files to upload"))

    def __init__(self, *args: Any, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = hint
        look(self.fields["file"], size="s")
