"""What the parts of a position statement ask, and in which order they stand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import AskingForm, LineField, TextField
from peer_review.reviews.domain import parts as verbs
from peer_review.reviews.models import PositionPart, Review
from peer_review.reviews.queries.statement import parts_of

MOST_WORDS = 5000


class AskPartForm(AskingForm):
    """A part that is new, or changed where `part` is given."""

    blames = "name"
    name = LineField(label=_("Title"), max_length=120, error_messages={"required": _("Enter a title")})
    prompt = TextField(
        label=_("What the hosts are asked"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ask for what is hard as well: they would rather leave it out."),
        error_messages={"required": _("Enter what the hosts are asked")},
    )
    limit = forms.IntegerField(
        label=_("Most words"),
        min_value=1,
        max_value=MOST_WORDS,
        initial=500,
        widget=forms.NumberInput(attrs={"data-width": "4"}),
    )
    place = forms.TypedChoiceField(label=_("Place"), coerce=int)

    def __init__(self, *args: Any, review: Review, part: PositionPart | None = None, **kwargs: Any) -> None:
        self.review, self.part, self.caption = review, part, review.caption
        self.title = _("Change a part") if part else _("Add a part")
        if part:
            told = verbs.asked(part)
            kwargs["initial"] = {"name": told.title, "prompt": told.prompt, "limit": told.limit, "place": told.place}
        super().__init__(*args, **kwargs)
        others = [row for row in parts_of(review) if part is None or row.pk != part.pk]
        behind = [(place, _("After “%(part)s”") % {"part": row.title}) for place, row in enumerate(others, start=2)]
        field: Any = self.fields["place"]
        field.choices = [(1, _("The first")), *behind]
        if part is None:
            field.initial = len(others) + 1

    def stamp(self) -> str | None:
        return verbs.asked(self.part).stamp if self.part else None

    def carry_out(self, *, by: User) -> None:
        told = self.cleaned_data
        asked = verbs.Asked(told["name"], told["prompt"], told["limit"], told["place"])
        if self.part is None:
            verbs.add_part(review=self.review, told=asked, by=by)
        else:
            verbs.change_part(part=self.part, told=asked, read=told["after"], by=by)


class RemovePartForm(AskingForm):
    title = button = _("Remove a part")
    said = _("The part is removed.")
    is_grave = True

    def __init__(self, *args: Any, part: PositionPart, **kwargs: Any) -> None:
        self.part, self.caption, self.lede = part, part.title, part.prompt
        self.why_not = verbs.why_it_stays(part)
        super().__init__(*args, **kwargs)

    def carry_out(self, *, by: User) -> None:
        verbs.remove_part(part=self.part, by=by)
