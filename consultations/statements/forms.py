"""What people may say about a statement, and what staff may write."""

from typing import Any
from uuid import uuid4

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.reviews.models import ReviewPage
from consultations.statements import presenters
from consultations.statements.domain import commenting, drafting
from consultations.statements.domain.drafting import Wording
from consultations.statements.domain.progress import note_progress
from consultations.statements.enums import Standing, StatementKind
from consultations.statements.models import Comment, Statement, Version
from consultations.townhalls.enums import ReasonCode
from consultations.townhalls.forms import AddressForm as HallAddressForm
from consultations.workstreams.models import WorkstreamPage
from core.errors import Stale
from core.forms import AskingForm, DateField, Form, LineField, ManyField, OneOf, TextField, look
from core.templatetags.moments import plain_moment

LONGEST = 2_000


class CommentForm(Form):
    """`key` makes one comment of a form that is sent twice, and `version` is the one that its writer read."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=32_767)
    text = TextField(
        label=_("Your comment"),
        help_text=_("Up to 2,000 characters. Do not name patients or say what would tell who they are."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Enter your comment"),
            "max_length": _("Your comment must be 2,000 characters or fewer"),
        },
    )
    name = LineField(
        label=_("Name to show"),
        max_length=100,
        required=False,
        error_messages={"max_length": _("Name to show must be 100 characters or fewer")},
    )
    is_anonymous = forms.BooleanField(label=_("Do not show my name to the public"), required=False)

    def __init__(self, *args: Any, version: int, name: str = "", **kwargs: Any) -> None:
        super().__init__(*args, initial={"key": uuid4(), "version": version, "name": name}, **kwargs)


class AddressForm(HallAddressForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _("We use it to know that comments come from people. It is never shown.")


class CompareForm(forms.Form):
    """Which two versions are compared, from the page's address."""

    before = forms.TypedChoiceField(coerce=int, label=_("From"))
    after = forms.TypedChoiceField(coerce=int, label=_("To"))

    def __init__(self, data: Any, *, numbers: list[int]) -> None:
        super().__init__(data, auto_id="compare-%s")
        choices = [(number, _("Version %(number)d") % {"number": number}) for number in sorted(numbers)]
        for field in self.fields.values():
            field.choices = choices  # type: ignore[attr-defined]
            field.widget.attrs["class"] = "nhsuk-select"


class WordingForm(AskingForm):
    """A draft: the one that waits, or another that begins with the words that everybody reads now."""

    lede = _("Nobody but staff can read a draft.")
    button = _("Save the draft")
    said = _("The draft is saved. Nobody but staff can read it.")
    name = LineField(
        label=_("Short title"),
        max_length=200,
        error_messages={"max_length": _("Short title must be 200 characters or fewer")},
    )
    text = TextField(
        label=_("Text"),
        help_text=_("References in it, such as Q-12 or REC-3, become links."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"max_length": _("Text must be 20,000 characters or fewer")},
    )
    changed = TextField(
        label=_("What changed"),
        help_text=_("Everybody reads this. A first version needs none."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("What changed must be 1,000 characters or fewer")},
    )
    why = TextField(
        label=_("Why it changed"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Why it changed must be 1,000 characters or fewer")},
    )
    by_whom = LineField(
        label=_("Who stands behind this version"),
        help_text=_("Such as “The co-chairs of Digital and data”."),
        max_length=150,
        error_messages={"max_length": _("Who stands behind it must be 150 characters or fewer")},
    )

    def __init__(self, *args: Any, statement: Statement, draft: Version | None, **kwargs: Any) -> None:
        self.statement, self.draft = statement, draft
        self.title = _now("Draft of %(reference)s") % {"reference": statement.reference}
        super().__init__(*args, initial=self._stands(), **kwargs)

    def _stands(self) -> dict[str, Any]:
        version = self.draft or self.statement.current or Version()
        stands = {"name": version.title, "text": version.text, "by_whom": version.by_whom}
        return {**stands, "changed": version.changed, "why": version.why} if self.draft else stands

    def stamp(self) -> int:
        return self.draft.revision if self.draft else 0

    def saved_by(self) -> str:
        return f"{self.draft.drafted_by or ''} {plain_moment(self.draft.saved_at)}".strip() if self.draft else ""

    def carry_out(self, *, by: User) -> None:
        """Save the draft, or begin one. Raises Stale where it was saved, published or discarded meanwhile."""
        read = self.cleaned_data["after"] or 0
        words = {name: self.cleaned_data[name] for name in ("text", "by_whom", "changed", "why")}
        wording = Wording(title=self.cleaned_data["name"], **words)
        if self.draft:
            drafting.revise(version=self.draft, wording=wording, revision=read, by=by)
        elif read:
            raise Stale(_now("The draft that you wrote in was published or discarded. Save again to begin another."))
        else:
            drafting.draft(statement=self.statement, wording=wording, by=by)


class BeginForm(AskingForm):
    """A principle or recommendation that is not here yet."""

    title = _("Begin a principle or a recommendation")
    lede = _("Nobody but staff sees it before its first version is published.")
    button = _("Continue")
    said = ""
    blames = "number"
    kind = look(OneOf(StatementKind, label=_("What is it?")), inline=True)
    number = forms.IntegerField(
        label=_("Number"),
        help_text=_("As its source numbers it. It stays for good."),
        min_value=1,
        max_value=9999,
        widget=forms.NumberInput(attrs={"data-width": "4"}),
    )
    review = forms.ModelChoiceField(
        label=_("Review"), queryset=ReviewPage.objects.order_by("title"), empty_label=_("Choose one")
    )
    chapter = LineField(label=_("Chapter or part"), max_length=200, required=False)
    workstreams = ManyField(
        label=_("Workstreams"),
        help_text=_("Their co-chairs may write drafts of it."),
        queryset=WorkstreamPage.objects.order_by("path"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    origin = LineField(
        label=_("Where its text comes from"), max_length=300, required=False, help_text=_("Everybody reads this.")
    )
    source = forms.URLField(label=_("Address of the source"), required=False, assume_scheme="https")

    def carry_out(self, *, by: User) -> None:
        begun = drafting.begin(by=by, **self.cleaned_data)
        self.leads_to = reverse("statements_desk:draft", args=[begun.place, begun.number])


class ProgressForm(AskingForm):
    lede = _(
        "Everybody reads it at once, and it can’t be changed. What turns out to be wrong is put right by a later note."
    )
    button = _("Publish the note")
    said = _("The note is published.")
    day = DateField(label=_("Day"), help_text=_("On which it happened."), not_after=timezone.localdate)
    standing = forms.ChoiceField(
        label=_("Status from then on"),
        choices=[("", _("No new status")), *Standing.choices],
        required=False,
    )
    text = TextField(
        label=_("What happened"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("What happened must be 2,000 characters or fewer")},
    )
    source_name = LineField(label=_("Source"), help_text=_("A status needs one."), max_length=200, required=False)
    source = forms.URLField(label=_("Address of the source"), required=False, assume_scheme="https")

    def __init__(self, *args: Any, statement: Statement, **kwargs: Any) -> None:
        self.statement = statement
        self.title = _now("Note what became of %(reference)s") % {"reference": statement.reference}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any] | None:
        given = super().clean()
        if self.cleaned_data.get("standing") and not self.cleaned_data.get("source_name"):
            self.add_error("source_name", _("Enter where the status is known from"))
        return given

    def carry_out(self, *, by: User) -> None:
        given = self.cleaned_data
        standing = Standing(given["standing"]) if given["standing"] else None
        note_progress(statement=self.statement, by=by, **{**given, "standing": standing})


class DeclineForm(AskingForm):
    """Why a comment is not published, beside the comment."""

    title = _("Do not publish this comment")
    button = _("Do not publish")
    said = _("The comment is not published. Its author sees why.")
    template = "statements/desk/decline.html"
    code = look(
        OneOf(ReasonCode, label=_("Why?"), help_text=_("Its author reads this sentence."), missing=_("Select why")),
        size="m",
    )
    words = LineField(
        label=_("Anything to add?"),
        help_text=_("Only its author reads this, beside the reason."),
        max_length=500,
        required=False,
        error_messages={"max_length": _("What you add must be 500 characters or fewer")},
    )

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        self.comment, self.shown = comment, presenters.for_staff(comment)
        super().__init__(*args, **kwargs)

    def carry_out(self, *, by: User) -> None:
        commenting.decline(comment=self.comment, by=by, **self.cleaned_data)
