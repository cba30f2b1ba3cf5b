"""The gate for files."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core.forms import Form, look
from evidence.submissions.files.inspection import Inspected, inspect
from evidence.submissions.files.kinds import ACCEPT
from evidence.submissions.files.problems import BadFile


class UploadForm(Form):
    """`cleaned_data["file"]` is the file with what it was found to be."""

    file = forms.FileField(
        label=_("Files to upload"),
        allow_empty_file=True,  # inspect says it in our words
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": _("Select a file"), "invalid": _("Select a file")},
    )

    def __init__(self, *args: Any, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = hint
        look(self.fields["file"], size="s")

    def clean_file(self) -> Inspected:
        upload: UploadedFile = self.cleaned_data["file"]
        try:
            return inspect(upload)
        except BadFile as bad:
            raise forms.ValidationError(bad.reasons, code=bad.problem) from bad
