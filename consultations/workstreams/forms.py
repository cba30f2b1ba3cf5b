"""What staff write of a statement. Error text is content and lives here."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.workstreams.domain.joining import Asked
from consultations.workstreams.domain.statements import note_progress, save_draft
from consultations.workstreams.enums import Standing
from consultations.workstreams.models import Progress, Statement, StatementVersion
from core.forms import DateField, Form, LineField, TextField
from core.forms.looks import look


class DraftForm(Form):
    """The wording of the next version. `base` is the version it was begun from, and comes back with the text."""

    title = LineField(label=_("Short title"), max_length=200, error_messages={"required": _("Enter a short title")})
    text = TextField(
        label=_("What it says"),
        help_text=_("Plain text. A blank line begins a new paragraph."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": _("Enter what it says")},
    )
    change = LineField(
        label=_("What changed, and why"),
        help_text=_("Everybody reads this beside the version. The first version needs nothing here."),
        max_length=300,
        required=False,
    )
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=9999)

    def __init__(
        self, *args: Any, statement: Statement, last: StatementVersion | None, draft: StatementVersion | None
    ) -> None:
        from_text = draft or last
        initial = {
            "title": from_text.title if from_text else "",
            "text": from_text.text if from_text else "",
            "change": draft.change if draft else "",
            "base": last.number if last else 0,
        }
        super().__init__(*args, initial=initial)
        self.statement = statement

    def carry_out(self, *, by: User) -> StatementVersion:
        """Save the draft. Raises NotAllowed and Refused as the verb does."""
        return save_draft(statement=self.statement, **self.cleaned_data, by=by)


class ProgressForm(Form):
    standing = look(
        forms.ChoiceField(
            label=_("How it stands"),
            choices=Standing.choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Select how it stands"), "invalid_choice": _("Select how it stands")},
        ),
        size="s",
    )
    text = TextField(
        label=_("What was done, or why nothing was"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Enter what was done, or why nothing was")},
    )
    source = forms.URLField(
        label=_("Address of what shows it (optional)"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Enter a whole address, such as https://www.example.org/report")},
    )
    on = DateField(label=_("As of"), error_messages={"required": _("Enter the day")})

    def __init__(self, *args: Any, statement: Statement) -> None:
        super().__init__(*args, initial={"on": timezone.localdate()})
        self.statement = statement

    def carry_out(self, *, by: User) -> Progress:
        """Write it down. Raises NotAllowed and Refused as the verb does."""
        return note_progress(statement=self.statement, **self.cleaned_data, by=by)


class JoinForm(Form):
    """Asking to join a workstream."""

    name = LineField(
        label=_("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter your name")},
    )
    post = LineField(
        label=_("What you do"),
        help_text=_("Your post, or what you know about this from: a carer, a patient, a volunteer."),
        max_length=200,
        error_messages={"required": _("Enter what you do")},
    )
    organisation = LineField(label=_("Organisation"), max_length=200, required=False)
    email = forms.EmailField(
        label=_("Your email address"),
        help_text=_("We send a link to it first. Only the co-chairs and the secretariat see it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter your email address"),
            "invalid": _("Enter an email address in the correct format, like name@example.com"),
        },
    )
    why = TextField(
        label=_("Why you want to join"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Enter why you want to join")},
    )
    may_be_named = forms.BooleanField(
        label=_("If I become a member, my name may stand on the public page"), required=False
    )

    def asked(self) -> Asked:
        return Asked(**self.cleaned_data)


class AnswerForm(Form):
    """What somebody who asked to join is told."""

    words = TextField(
        label=_("What you tell them"),
        help_text=_("They get it by email. To decline, some words are needed."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
