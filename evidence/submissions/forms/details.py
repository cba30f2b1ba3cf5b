"""How much the public may see; colleagues; replies."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, LineField, TextField
from core.forms.looks import look
from evidence.submissions.enums import Part, PublishingChoice, RespondentKind


class PublishingForm(Form):
    publishing = look(
        forms.ChoiceField(
            label=_("How much of your submission may be published?"),
            widget=forms.RadioSelect,
            error_messages={
                "required": _("Select how much may be published"),
                "invalid_choice": _("Select how much may be published"),
            },
        ),
        size="l",
        heading=True,
        option_hints={
            PublishingChoice.FULL: _("Everything but what you keep confidential and what we must take out."),
            PublishingChoice.WITHOUT_NAME: _(
                "The same, with nothing that says who you are. Attachments lose their names."
            ),
            PublishingChoice.NOT_AT_ALL: _("We read it as evidence. Nobody else does."),
        },
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_body = kind == RespondentKind.ORGANISATION
        self.fields["publishing"].choices = [  # type: ignore[attr-defined]
            (PublishingChoice.FULL, _("In full, with our name") if is_body else _("In full, with my name")),
            (PublishingChoice.WITHOUT_NAME, _("Without our name") if is_body else _("Without my name")),
            (PublishingChoice.NOT_AT_ALL, _("Not at all")),
        ]


class InviteForm(Form):
    name = LineField(
        label=_("Their name"),
        max_length=200,
        error_messages={"required": _("Enter their name"), "max_length": _("Name must be 200 characters or fewer")},
    )
    email = forms.EmailField(
        label=_("Their email address"),
        error_messages={
            "required": _("Enter their email address"),
            "invalid": _("Enter an email address in the correct format, like name@example.com"),
        },
    )
    part = forms.ChoiceField(
        label=_("What will they do?"),
        choices=[
            (Part.WRITER, _("Write with us")),
            (Part.APPROVER, _("Read and sign off, and write where needed")),
        ],
        initial=Part.WRITER,
        widget=forms.RadioSelect,
        error_messages={"required": _("Select what they will do"), "invalid_choice": _("Select what they will do")},
    )


class ReplyForm(Form):
    reply = TextField(
        label=_("Your reply"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": "8"}),
        error_messages={
            "required": _("Enter your reply"),
            "max_length": _("Reply must be 20,000 characters or fewer"),
        },
    )
