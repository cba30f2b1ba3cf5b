"""The position statement is written part by part, given to owners, and frozen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import AskingForm, Form, LineField, TextField
from core.stamps import stamp_of
from peer_review.reviews.domain import statement as verbs
from peer_review.reviews.models import HostPerson, PositionPart, Review
from peer_review.reviews.queries.hosts import writers_of


class PartForm(Form):
    """The text of one part, with the revision that it was written from. `sequence` counts the saves of an open page."""

    marks_optional = False
    text = TextField(
        label=_("Text"), max_length=verbs.LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 14})
    )
    after = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    sequence = forms.IntegerField(required=False, widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, part: PositionPart, **kwargs: Any) -> None:
        self.part = part
        super().__init__(*args, initial={"text": part.text, "after": part.revision, "sequence": 0}, **kwargs)
        self.fields["text"].label = part.title
        self.fields["text"].widget.attrs["data-word-limit"] = part.word_limit

    def save(self, *, by: User) -> PositionPart:
        """Raises as `save_part` does."""
        told = self.cleaned_data
        return verbs.save_part(part=self.part, text=told["text"], read=told["after"] or 0, by=by)


class GivePartForm(AskingForm):
    title = _("Who owns this part?")
    said = _("Saved.")
    owner = forms.ModelChoiceField(
        label=_("Owner"), queryset=HostPerson.objects.none(), required=False, empty_label=_("Nobody yet")
    )

    def __init__(self, *args: Any, part: PositionPart, **kwargs: Any) -> None:
        self.part, self.caption = part, part.title
        super().__init__(*args, initial={"owner": part.owner_id}, **kwargs)
        field: Any = self.fields["owner"]
        field.queryset = writers_of(part.statement.review)
        field.label_from_instance = lambda one: f"{one.name}, {one.host.organisation.name}"

    def stamp(self) -> str:
        return stamp_of(str(self.part.owner_id))

    def carry_out(self, *, by: User) -> None:
        verbs.give_part(part=self.part, by=by, **self.cleaned_data)


class _StatementForm(AskingForm):
    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        self.review, self.caption = review, review.caption
        super().__init__(*args, **kwargs)


class FreezeStatementForm(_StatementForm):
    title = _("Freeze the position statement")
    lede = _("Nothing in it can be changed after this. The team relies on what it says.")
    button = _("Freeze it")
    said = _("The position statement is frozen.")
    is_grave = True

    def carry_out(self, *, by: User) -> None:
        verbs.freeze_statement(review=self.review, by=by)


class ReopenForm(_StatementForm):
    title = _("Let the hosts write again")
    button = _("Open it again")
    said = _("The hosts can write again.")
    blames = "reason"
    reason = LineField(label=_("Reason"), max_length=300, error_messages={"required": _("Give a reason")})

    def carry_out(self, *, by: User) -> None:
        verbs.reopen_statement(review=self.review, reason=self.cleaned_data["reason"], by=by)
