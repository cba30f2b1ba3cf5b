"""What moderators and hosts may say at the desk."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.townhalls.desk.columns import NONE, Column, Order, Wish
from consultations.townhalls.domain import hosting, moderating
from consultations.townhalls.domain.speaking import fingerprint
from consultations.townhalls.domain.threads import thread_of
from consultations.townhalls.enums import MeasureKind, Moderation, ReasonCode
from consultations.townhalls.forms import LONGEST
from consultations.townhalls.models import AgendaItem, Contribution, Panellist, TownHallPage
from consultations.townhalls.queries import others_that_take_words
from core.forms import AskingForm, Form, LineField, OneOf, TextField, look

ANY = ("", _("Any"))


class WishForm(forms.Form):
    """The order and the filters of the desk, from its address. What is not a choice is passed over: old links must not break."""

    order = forms.ChoiceField(required=False, label=_("Questions to answer"), choices=Order.choices)
    topic = forms.ChoiceField(required=False, label=_("Topic"))
    panellist = forms.ChoiceField(required=False, label=_("Given to"))
    words = forms.CharField(required=False, label=_("Words or reference"), max_length=100)

    def __init__(self, data: Any, *, agenda: list[AgendaItem], panel: list[Panellist]) -> None:
        super().__init__(data, auto_id="wish-%s")
        for name, rows, nothing in (("topic", agenda, _("No topic")), ("panellist", panel, _("Nobody"))):
            if rows:
                choices = [ANY, *((str(row.pk), str(row)) for row in rows), (NONE, nothing)]
                self.fields[name].choices = choices  # type: ignore[attr-defined]
            else:
                del self.fields[name]

    def wish(self) -> Wish:
        column = self.data.get("column", "")
        return Wish(
            order=Order(self._valid("order") or Order.VOTES),
            topic=self._valid("topic"),
            panellist=self._valid("panellist"),
            words=" ".join(self.data.get("words", "").split())[:100].replace("\0", ""),
            column=Column(column) if column in Column.values else Column.TO_READ,
            pages={one: self._page(one) for one in Column},
        )

    def _valid(self, name: str) -> str:
        value = self.data.get(name, "")
        choices = self.fields[name].choices if name in self.fields else ()  # type: ignore[attr-defined]
        return value if value in {str(one) for one, _label in choices} else ""

    def _page(self, column: Column) -> int:
        number = self.data.get(column.value, "")
        return int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1  # noqa: PLR2004


class DecisionForm(AskingForm):
    """A decision about one contribution, `row`."""

    def __init__(self, *args: Any, row: Contribution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row


class DeclineForm(DecisionForm):
    title = button = _("Do not publish")
    code = look(
        OneOf(
            ReasonCode,
            label=_("Why?"),
            help_text=_("Its author is told this sentence, and the public log counts it."),
            missing=_("Select why"),
        ),
        size="m",
    )

    words = LineField(
        label=_("Anything to add?"),
        help_text=_("Only its author reads this, beside the reason."),
        max_length=500,
        required=False,
        error_messages={"max_length": _("What you add must be 500 characters or fewer")},
    )

    def carry_out(self, *, by: User) -> None:
        moderating.decline(contribution=self.row, by=by, **self.cleaned_data)


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
    button = _("Publish the answer")
    text = TextField(
        label=_("The answer"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": _("Enter the answer"),
            "max_length": _("The answer must be 10,000 characters or fewer"),
        },
    )

    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # which answer it was written over

    def __init__(self, data: Any = None, *args: Any, row: Contribution, **kwargs: Any) -> None:
        self._stands = fingerprint(row.answer)
        self._seen = data.get("seen", "") if data is not None else self._stands
        data = data.copy() if data is not None else None
        if data is not None:
            data["seen"] = self._stands  # whoever is told of another answer has seen it
        super().__init__(data, *args, row=row, initial={"text": row.answer, "seen": self._stands}, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Have nobody write over an answer that they did not see."""
        if self._seen != self._stands and self.row.answer and self.row.answer != self.cleaned_data.get("text"):
            told = _("Somebody answered it meanwhile: “%(answer)s” Send yours again to put it in the place of that.")
            self.add_error("text", told % {"answer": self.row.answer})
        return self.cleaned_data

    def carry_out(self, *, by: User) -> None:
        hosting.answer_in_writing(contribution=self.row, text=self.cleaned_data["text"], by=by)


class MergeForm(DecisionForm):
    title = _("Merge into another question")
    button = _("Merge")
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


class CarryForm(DecisionForm):
    title = _("Carry over to another town hall")
    button = _("Carry over")
    to = forms.ModelChoiceField(
        label=_("Where will it be taken up?"),
        help_text=_("Everybody sees where it went."),
        queryset=TownHallPage.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Select a town hall"), "invalid_choice": _("Select a town hall")},
    )

    def __init__(self, *args: Any, row: Contribution, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        others = others_that_take_words(row.thread.page)
        self.fields["to"].queryset = others  # type: ignore[attr-defined]
        if not others.exists():
            self.why_not = _("There is no other town hall that is to come or takes questions. Announce it first.")

    def carry_out(self, *, by: User) -> None:
        hosting.carry_over(contribution=self.row, to=self.cleaned_data["to"], by=by)


class AssignForm(DecisionForm):
    title = _("Who is to answer it?")
    to = forms.ModelChoiceField(
        label=_("Who is to answer it?"), queryset=Panellist.objects.none(), required=False, empty_label=_("Nobody")
    )

    def __init__(self, *args: Any, row: Contribution, **kwargs: Any) -> None:
        super().__init__(*args, row=row, initial={"to": row.assigned_to_id}, **kwargs)
        self.fields["to"].queryset = Panellist.objects.filter(town_hall=row.thread.page_id)  # type: ignore[attr-defined]

    def carry_out(self, *, by: User) -> None:
        hosting.assign(contribution=self.row, to=self.cleaned_data["to"], by=by)


class TopicForm(DecisionForm):
    title = _("What is it about?")
    topic = forms.ModelChoiceField(
        label=_("What is it about?"),
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label=_("None of them"),
    )

    def __init__(self, *args: Any, row: Contribution, **kwargs: Any) -> None:
        super().__init__(*args, row=row, initial={"topic": row.topic_id}, **kwargs)
        self.fields["topic"].queryset = AgendaItem.objects.filter(town_hall=row.thread.page_id)  # type: ignore[attr-defined]

    def carry_out(self, *, by: User) -> None:
        moderating.file_under(contribution=self.row, topic=self.cleaned_data["topic"], by=by)


class NoteForm(Form):
    """What moderators write for each other."""

    text = TextField(
        label=_("A note for the other moderators"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Enter the note"),
            "max_length": _("The note must be 1,000 characters or fewer"),
        },
    )


class WordsForm(Form):
    """A word, or words in a row, that have a contribution read first."""

    words = LineField(
        label=_("A word, or several in a row"),
        max_length=100,
        error_messages={"required": _("Enter a word"), "max_length": _("It must be 100 characters or fewer")},
    )


class BulkForm(Form):
    """Why several are not published."""

    code = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", _("Reason…")), *ReasonCode.choices],
        error_messages={"required": _("Select why the chosen ones are not published")},
    )


class MeasureForm(AskingForm):
    """How people may speak from now on."""

    title = _("Change how people may speak")
    said = ""
    kind = look(
        forms.ChoiceField(
            label=_("What do you want to do?"),
            choices=[
                ("slow", _("Slow mode: everybody waits between two contributions")),
                ("pause", _("Pause: nobody can send, reply or vote for now")),
                ("lock", _("Lock: nobody can send, reply or vote any more")),
                ("before", _("Read everything before it is published")),
                ("after", _("Publish at once, and read afterwards")),
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
        help_text=_("Everybody sees it, with your name."),
        max_length=300,
        error_messages={
            "required": _("Enter why"),
            "max_length": _("Why must be 300 characters or fewer"),
        },
    )

    def __init__(self, *args: Any, hall: TownHallPage, **kwargs: Any) -> None:
        self.hall = hall
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        kind = data.get("kind", "")
        if kind == "slow" and not data.get("seconds") and "seconds" not in self.errors:
            self.add_error("seconds", _("Enter how many seconds"))
        return data

    def carry_out(self, *, by: User) -> None:
        kind, minutes = self.cleaned_data["kind"], self.cleaned_data["minutes"]
        is_mode = kind in Moderation.values
        moderating.take_measure(
            thread=thread_of(self.hall),
            kind=MeasureKind.MODERATION if is_mode else MeasureKind(kind),
            to=kind if is_mode else "",
            seconds=self.cleaned_data["seconds"] or 0,
            until=timezone.now() + timedelta(minutes=minutes) if minutes else None,
            reason=self.cleaned_data["reason"],
            by=by,
        )
