"""The form of one assessment: saved while it is typed, by every button, and put in by one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form, OneOf, TextField, look
from core.plain_text import one_line
from core.stamps import stamp_of
from peer_review.assessments.domain.assessing import FIELDS, Writing, values_of
from peer_review.assessments.enums import Confidence
from peer_review.assessments.models import Assessment

LONGEST = 4000
NUMBER = 9  # figures of a revision or a count that comes from a page


def digest(values: Mapping[str, str]) -> str:
    return stamp_of(*(values[name] for name in FIELDS))


@dataclass(frozen=True)
class Stamp:
    """`4.0123abcd`: the revision that a page was drawn from, and a digest of what was drawn."""

    revision: int
    digest: str

    def __str__(self) -> str:
        return f"{self.revision}.{self.digest}"

    @classmethod
    def read(cls, text: str) -> "Stamp | None":
        revision, _dot, mark = text.partition(".")
        return cls(int(revision[:NUMBER]), mark[:16]) if revision.isdecimal() else None


def _text(label: Any, hint: Any, **attrs: Any) -> TextField:
    return look(
        TextField(
            label=label,
            required=False,
            max_length=LONGEST,
            help_text=hint,
            widget=forms.Textarea(attrs={"rows": 8, **attrs}),
        ),
        size="m",
    )


class AssessmentForm(Form):
    marks_optional = False  # nothing is needed to save; what is needed to put it in is told then
    strong = _text(_("What is strong"), _("What works here, and how you know."))
    consider = _text(
        _("What to consider"), _("What the system could do better. Write of how things work, not of people.")
    )
    confidence = look(OneOf(Confidence, label=_("How sure are you?"), required=False), size="m")
    why_few = TextField(
        label=_("Why it rests on fewer than two items"),
        help_text=_("Only if you cite fewer than two."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, assessment: Assessment | None, data: Mapping[str, Any] | None = None) -> None:
        self.assessment = assessment or Assessment()
        super().__init__(data, initial=values_of(self.assessment))
        self.page = one_line(str((data or {}).get("page") or ""))[:36] or str(uuid4())
        sequence = str((data or {}).get("sequence", ""))
        self.sequence = int(sequence[:NUMBER]) if sequence.isdecimal() else 0

    def writing(self) -> Writing | None:
        """Return what this page changed, or None. Call after `is_valid`: a field that can't be taken leaves what stood."""
        posted = self._posted()
        if posted is None or digest(self._values()) == posted.digest:
            return None
        return Writing(**self._values(), base=posted.revision, page=self.page, sequence=self.sequence)

    def not_taken(self) -> list[str]:
        """Return what is wrong with words on the page that no save can take."""
        return [str(why) for faults in self.errors.values() for why in faults]

    def stamp(self) -> str:
        """Return the stamp of what the page holds: of what stands where it says the same, else the one it came with.

        A text of another page was never shown on this one, and its next save must not win over that unseen.
        """
        standing = Stamp(self.assessment.revision, digest(values_of(self.assessment)))
        if not self.is_bound or (digest(self._values()) == standing.digest and not self.errors):
            return str(standing)
        return str(self._posted() or standing)

    def _values(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(name, getattr(self.assessment, name)) for name in FIELDS}

    def _posted(self) -> Stamp | None:
        return Stamp.read(str(self.data.get("after", "")))


class TogetherForm(Form):
    """One text from two. What both say alike stands once; paragraphs that differ stand below one another."""

    marks_optional = False
    strong = _text(_("What is strong"), "")
    consider = _text(_("What to consider"), "")
    confidence = look(OneOf(Confidence, label=_("How sure are you?"), required=False), size="m")
    why_few = TextField(
        label=_("Why it rests on fewer than two items"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
