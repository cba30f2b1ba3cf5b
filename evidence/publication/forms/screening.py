"""What screeners type."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import OneOf
from evidence.submissions.enums import RedactionReason, Release
from evidence.submissions.models import Attachment, Submission


class PlainForm(forms.Form):
    """Faults are said in words after sending, never by the browser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "use_required_attribute": False})


class ReasonForm(PlainForm):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is kept in the log for good, so do not repeat in it what should not be read."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={
            "required": _("Enter a reason"),
            "max_length": _("Reason must be 300 characters or fewer"),
        },
    )


class QuestionForm(PlainForm):
    question = forms.CharField(
        label=_("Your question"),
        help_text=_("Do not repeat in it what was written in confidence."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": "6"}),
        error_messages={
            "required": _("Enter your question"),
            "max_length": _("Question must be 4,000 characters or fewer"),
        },
    )


class ReplyForm(PlainForm):
    reply = forms.CharField(
        label=_("What they said or wrote"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": "6"}),
        error_messages={
            "required": _("Enter the reply"),
            "max_length": _("Reply must be 20,000 characters or fewer"),
        },
    )


class RequestForm(PlainForm):
    reason = forms.CharField(
        label=_("How and when did they ask for it?"),
        help_text=_("For example: by letter of 3 May. It is kept in the log for good, so do not quote the letter."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={
            "required": _("Enter how and when they asked for it"),
            "max_length": _("This must be 300 characters or fewer"),
        },
    )


class NoteForm(PlainForm):
    text = forms.CharField(
        label=_("Write a note"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": _("Enter a note"), "max_length": _("Note must be 4,000 characters or fewer")},
    )


class MarkForm(PlainForm):
    """What every mark needs."""

    reason = OneOf(RedactionReason, label=_("Reason"), missing=_("Select a reason"))
    note = forms.CharField(
        label=_("Note for the second person"),
        required=False,
        max_length=300,
        error_messages={"max_length": _("Note must be 300 characters or fewer")},
    )


class SpanForm(MarkForm):
    """Words that a script selected."""

    target = forms.CharField(max_length=40)
    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=1)
    words = forms.CharField(required=False, strip=False, max_length=200_000)


class WordsForm(MarkForm):
    """Words that somebody typed or pasted, for those who do not select."""

    words = forms.CharField(
        label=_("The words, exactly as in the text"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": _("Enter the words to mark")},
    )
    occurrence = forms.IntegerField(
        label=_("Which occurrence"),
        help_text=_("1 is the first in this text. Leave it empty to mark them all."),
        required=False,
        min_value=1,
        error_messages={"invalid": _("Which occurrence must be a number"), "min_value": _("Enter 1 or more")},
    )

    field_order = ("words", "occurrence", "reason", "note")


class ReleaseForm(PlainForm):
    release = forms.ChoiceField(choices=[choice for choice in Release.choices if choice[0] != Release.UNDECIDED])


class FileField(forms.ModelChoiceField):
    titles: Mapping[int, str] = {}

    def label_from_instance(self, obj: Attachment) -> str:
        return self.titles[obj.pk]


class PurgeForm(PlainForm):
    """Words, or a whole file: a picture holds no words that a machine could find."""

    words = forms.CharField(
        label=_("The words to remove, as they stand"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )
    attachment = FileField(
        label=_("Or a file to destroy"),
        queryset=Attachment.objects.none(),
        required=False,
        empty_label=_("No file"),
        error_messages={"invalid_choice": _("Select a file of this submission")},
    )
    reason = forms.CharField(
        label=_("Why the law wants it gone"),
        help_text=_("It is kept in the log for good, so do not repeat the words in it."),
        max_length=300,
        error_messages={
            "required": _("Enter a reason"),
            "max_length": _("Reason must be 300 characters or fewer"),
        },
    )

    def __init__(self, *args: Any, submission: Submission, titles: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        files = self.fields["attachment"]
        files.titles = titles  # type: ignore[attr-defined]
        files.queryset = submission.attachments.exclude(file="")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and bool(given["words"]) == bool(given["attachment"]):
            self.add_error("words", _("Enter the words to remove, or select a file to destroy"))
        return given


# What a move asks for in place of a mere reason, by its verb.
OTHER_WORDS: dict[str, type[forms.Form]] = {
    "ask": QuestionForm,
    "record_reply": ReplyForm,
    "withdraw_on_request": RequestForm,
}
