"""What people may send."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.townhalls.domain import hosting, moderating
from consultations.townhalls.enums import ContributionKind, MeasureKind, Moderation, ReasonCode
from consultations.townhalls.models import Contribution, Thread, TownHallPage
from core.forms import Form, LineField, TextField, look

LONGEST = 2_000
KINDS = [(ContributionKind.QUESTION.value, _("A question")), (ContributionKind.COMMENT.value, _("A comment"))]


class ContributionForm(Form):
    """A question or a comment. `key` makes one contribution of a form that is sent twice."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = look(
        forms.ChoiceField(label=_("What do you send?"), choices=KINDS, initial=KINDS[0][0], widget=forms.RadioSelect),
        inline=True,
    )
    text = TextField(
        label=_("Your question or comment"),
        help_text=_("Up to 2,000 characters. Do not name patients or say what would tell who they are."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Enter your question or comment"),
            "max_length": _("Your question or comment must be 2,000 characters or fewer"),
        },
    )
    name = LineField(
        label=_("Name to show"),
        max_length=100,
        required=False,
        error_messages={"max_length": _("Name to show must be 100 characters or fewer")},
    )
    is_anonymous = forms.BooleanField(label=_("Do not show my name to the public"), required=False)

    def __init__(self, *args: Any, hall: TownHallPage, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})
        kwargs["initial"].setdefault("key", uuid4())
        super().__init__(*args, **kwargs)
        if not hall.anonymity_offered:
            del self.fields["is_anonymous"]


class ReplyForm(ContributionForm):
    text = TextField(
        label=_("Your reply"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Enter your reply"),
            "max_length": _("Your reply must be 2,000 characters or fewer"),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kind"]


class AddressForm(Form):
    """Where a guest can be written to."""

    email = forms.EmailField(
        label=_("Email address"),
        help_text=_(
            "We use it to count your vote once and to tell you what became of your questions. It is never shown."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Enter your email address"),
            "invalid": _("Enter an email address in the right format, like name@example.com"),
        },
    )


class DecisionForm(Form):
    """A decision about one contribution, `row`. `carry_out` makes it; it raises NotAllowed and Refused."""

    title: Any = ""

    def __init__(self, *args: Any, row: Contribution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row

    def carry_out(self, *, by: User) -> None:
        raise NotImplementedError


class DeclineForm(DecisionForm):
    title = _("Do not publish")
    code = look(
        forms.ChoiceField(
            label=_("Why?"),
            help_text=_("Its author is told this sentence, and the public log counts it."),
            choices=ReasonCode.choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Select why")},
        ),
        size="m",
    )

    def carry_out(self, *, by: User) -> None:
        moderating.decline(contribution=self.row, by=by, code=ReasonCode(self.cleaned_data["code"]))


class EditForm(DecisionForm):
    title = _("Edit for clarity")
    text = TextField(
        label=_("The words as everybody will read them"),
        help_text=_("What was sent is kept, and the change can be seen by everybody."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Enter the words"),
            "max_length": _("The words must be 2,000 characters or fewer"),
        },
    )

    def __init__(self, *args: Any, row: Contribution, **kwargs: Any) -> None:
        super().__init__(*args, row=row, initial={"text": row.text}, **kwargs)

    def carry_out(self, *, by: User) -> None:
        moderating.edit_for_clarity(contribution=self.row, text=self.cleaned_data["text"], by=by)


class AnswerForm(DecisionForm):
    title = _("Answer in writing")
    text = TextField(
        label=_("The answer"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": _("Enter the answer"),
            "max_length": _("The answer must be 10,000 characters or fewer"),
        },
    )

    def __init__(self, *args: Any, row: Contribution, **kwargs: Any) -> None:
        super().__init__(*args, row=row, initial={"text": row.answer}, **kwargs)

    def carry_out(self, *, by: User) -> None:
        hosting.answer_in_writing(contribution=self.row, text=self.cleaned_data["text"], by=by)


class MergeForm(DecisionForm):
    title = _("Merge into another question")
    reference = LineField(
        label=_("Reference of the question that it goes into"),
        help_text=_("Such as Q-12. Whoever voted for either counts once."),
        max_length=20,
        widget=forms.TextInput(attrs={"data-width": "10"}),
        error_messages={"required": _("Enter a reference")},
    )

    def clean_reference(self) -> Contribution:
        found = Contribution.objects.filter(
            thread__page_id=self.row.thread.page_id, reference=self.cleaned_data["reference"].upper()
        ).first()
        if found is None:
            raise forms.ValidationError(_("There is no such question in this town hall"))
        return found

    def carry_out(self, *, by: User) -> None:
        moderating.merge(contribution=self.row, into=self.cleaned_data["reference"], by=by)


class MeasureForm(Form):
    """How people may speak from now on."""

    kind = look(
        forms.ChoiceField(
            label=_("What do you want to do?"),
            choices=[
                ("slow", _("Slow mode: everybody waits between two contributions")),
                ("pause", _("Pause: nobody can send, reply or vote for now")),
                ("lock", _("Lock: nobody can send, reply or vote any more")),
                ("before", _("Read everything before it is published")),
                ("after", _("Publish at once, and read afterwards")),
                ("end_slow", _("End slow mode")),
                ("end_pause", _("End the pause")),
                ("end_lock", _("Unlock")),
            ],
            widget=forms.RadioSelect,
            error_messages={"required": _("Select what you want to do")},
        ),
        size="m",
    )
    seconds = forms.IntegerField(
        label=_("Seconds between two contributions"),
        help_text=_("For slow mode."),
        required=False,
        min_value=5,
        max_value=3600,
        widget=forms.NumberInput(attrs={"data-width": "4"}),
    )
    minutes = forms.IntegerField(
        label=_("For how many minutes"),
        help_text=_("Leave it empty for until it is ended."),
        required=False,
        min_value=1,
        max_value=600,
        widget=forms.NumberInput(attrs={"data-width": "4"}),
    )
    reason = LineField(
        label=_("Why?"),
        help_text=_("Everybody sees it, with your name. Needed unless you end something."),
        required=False,
        max_length=300,
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        kind = data.get("kind", "")
        if kind == "slow" and not data.get("seconds") and "seconds" not in self.errors:
            self.add_error("seconds", _("Enter how many seconds"))
        if kind and not kind.startswith("end_") and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Enter why"))
        return data

    def carry_out(self, *, thread: Thread, by: User) -> None:
        """Take the measure, or end it. Raises NotAllowed and Refused."""
        kind, minutes = self.cleaned_data["kind"], self.cleaned_data["minutes"]
        if kind.startswith("end_"):
            moderating.end_measure(thread=thread, kind=MeasureKind(kind.removeprefix("end_")), by=by)
            return
        is_mode = kind in Moderation.values
        moderating.take_measure(
            thread=thread,
            kind=MeasureKind.MODERATION if is_mode else MeasureKind(kind),
            to=kind if is_mode else "",
            seconds=self.cleaned_data["seconds"] or 0,
            until=timezone.now() + timedelta(minutes=minutes) if minutes else None,
            reason=self.cleaned_data["reason"],
            by=by,
        )
