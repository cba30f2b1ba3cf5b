"""The words of a finding."""

from typing import Any
from uuid import uuid4

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import AskingForm, LineField, OneOf, TextField, look
from core.templatetags.moments import plain_moment
from peer_review.findings.domain import writing
from peer_review.findings.domain.writing import Words
from peer_review.findings.enums import FindingKind
from peer_review.findings.language import guide
from peer_review.findings.models import Finding
from peer_review.frameworks.models import Line
from peer_review.notes.queries.people import why_not_named
from peer_review.reviews.models import Review
from peer_review.room.queries import lines_of

LEDE = _("Write of how the system works, not of people. No grade, no blame, and nobody who was heard is named.")


class FindingForm(AskingForm):
    """All that a finding says."""

    lede = LEDE
    template = "peer_findings/write.html"
    guide = staticmethod(guide)
    kind = look(OneOf(FindingKind, label=_("What is it?"), missing=_("Select what it is")), size="m")
    line = forms.TypedChoiceField(
        label=_("Line of enquiry"), coerce=int, error_messages={"required": _("Select a line of enquiry")}
    )
    name = LineField(
        label=_("Title"),
        help_text=_("A short sentence that says it."),
        max_length=160,
        error_messages={"required": _("Enter a title")},
    )
    text = TextField(
        label=_("What it says"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Enter what it says")},
    )
    because = TextField(
        label=_("What it rests on"),
        help_text=_("In words, for the report: what was read, heard and seen, and by how many kinds of source."),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        self.review = review
        super().__init__(*args, **kwargs)
        self.caption = review.caption
        self.lines = {one.pk: one for one in lines_of(review)}
        field: Any = self.fields["line"]
        field.choices = [("", _("Select one")), *((pk, f"{one.code} {one.title}") for pk, one in self.lines.items())]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("name", "text", "because"):
            if why := why_not_named(self.review, told.get(name) or ""):
                self.add_error(name, why)
        return told

    def words(self) -> Words:
        told = self.cleaned_data
        return Words(
            kind=told["kind"],
            line=self.lines[told["line"]],
            title=told["name"],
            text=told["text"],
            because=told["because"],
        )


class NewForm(FindingForm):
    """A new finding, or one from the judgement on a line: that proposes its words, and what its assessments cite."""

    title = _("New finding")
    button = _("Save as a draft")
    said = _("The finding is a draft. Cite what it rests on, then ask a second peer to read it.")
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    cites = forms.BooleanField(label=_("Cite what the assessments of this line cite"), required=False)

    def __init__(self, *args: Any, review: Review, line: Line | None = None, text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, review=review, **kwargs)
        proposed = {"line": line.pk if line else None, "text": text, "cites": line is not None}
        for name, value in proposed.items():
            self.fields[name].initial = value

    def carry_out(self, *, by: User) -> None:
        told = self.cleaned_data
        made = writing.begin_finding(
            review=self.review, words=self.words(), key=told["key"], by=by, from_judgement=told["cites"]
        )
        self.leads_to = reverse("peer_findings:one", args=[self.review.reference, made.pk])


class WriteForm(FindingForm):
    title = _("Write the finding")
    said = _("The finding is saved.")

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any) -> None:
        self.finding = finding
        standing = {
            "kind": finding.kind,
            "line": finding.line_id,
            "name": finding.title,
            "text": finding.text,
            "because": finding.because,
        }
        super().__init__(*args, review=finding.review, initial=standing, **kwargs)

    def stamp(self) -> int:
        return self.finding.revision

    def saved_by(self) -> str:
        return plain_moment(self.finding.saved_at)

    def carry_out(self, *, by: User) -> None:
        read = int(self.cleaned_data.get("after") or 0)
        writing.write_finding(finding=self.finding, words=self.words(), read=read, by=by)
