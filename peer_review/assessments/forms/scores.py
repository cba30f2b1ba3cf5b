"""The sheet of points, where a programme scores: it has pages to itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import AskingForm, TextField, look
from peer_review.assessments.domain import scoring
from peer_review.assessments.enums import Points
from peer_review.assessments.models import Score
from peer_review.frameworks.models import Line
from peer_review.reviews.models import Review


class ScoreForm(AskingForm):
    button = _("Save the points")
    said = _("The points are saved.")
    points = look(
        forms.TypedChoiceField(
            label=_("Points"),
            choices=Points.choices,
            coerce=int,
            widget=forms.RadioSelect,
            error_messages={"required": _("Select the points")},
        ),
        size="m",
    )
    rationale = TextField(
        label=_("Why?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Enter why")},
    )

    def __init__(self, *args: Any, review: Review, line: Line, score: Score | None, **kwargs: Any) -> None:
        self.review, self.line, self.score = review, line, score
        standing = {"points": score.points, "rationale": score.rationale} if score else {}
        super().__init__(*args, initial=standing, **kwargs)
        self.title = f"{line.code} {line.title}"
        self.caption = review.caption

    def stamp(self) -> str:
        return scoring.stamp(self.score)

    def carry_out(self, *, by: User) -> None:
        told = self.cleaned_data
        scoring.score(
            review=self.review,
            line=self.line,
            points=told["points"],
            rationale=told["rationale"],
            read=told["after"],
            by=by,
        )
