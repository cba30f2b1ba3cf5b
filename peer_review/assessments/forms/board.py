"""What is written on the moderation board: the judgement, a challenge, and why one stands."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import AskingForm, TextField, look
from core.templatetags.moments import plain_moment
from peer_review.assessments.domain import judging
from peer_review.assessments.models import Judgement
from peer_review.frameworks.models import Line
from peer_review.reviews.models import Review


class BoardForm(AskingForm):
    """Something that is said of one judgement, as it read when the page was drawn."""

    def __init__(self, *args: Any, review: Review, line: Line, judgement: Judgement | None, **kwargs: Any) -> None:
        self.review, self.line = review, line
        self.judgement = judgement or Judgement(review=review, line=line)
        super().__init__(*args, **kwargs)
        self.caption = f"{review.reference} · {line.code} {line.title}"

    def stamp(self) -> int:
        return self.judgement.revision

    def read(self) -> int:
        """Return the revision that the page showed."""
        return int(self.cleaned_data.get("after") or 0)


class JudgementForm(BoardForm):
    title = _("Write the judgement")
    button = _("Save the judgement")
    said = _("The judgement is saved. Every peer is asked whether they agree to it.")
    template = "peer_assessments/write.html"
    blames = "text"
    text = look(
        TextField(
            label=_("What the team makes of this line"),
            help_text=_("Write of how the system works. There is no grade, and nobody is named."),
            max_length=8000,
            widget=forms.Textarea(attrs={"rows": 12}),
            error_messages={"required": _("Enter the judgement")},
        ),
        size="m",
    )

    def __init__(self, *args: Any, judgement: Judgement | None, **kwargs: Any) -> None:
        standing = {"text": judgement.text} if judgement else {}
        super().__init__(*args, judgement=judgement, initial=standing, **kwargs)

    def saved_by(self) -> str:
        return plain_moment(self.judgement.saved_at) if self.judgement.pk else ""

    def carry_out(self, *, by: User) -> None:
        text = self.cleaned_data["text"]
        judging.write_judgement(review=self.review, line=self.line, text=text, read=self.read(), by=by)


class ChallengeForm(BoardForm):
    title = button = _("Challenge the judgement")
    said = _("Your challenge stands on the board. The team reads it.")
    template = "peer_assessments/read_first.html"
    reason = TextField(
        label=_("What do you challenge, and why?"),
        help_text=_("The team and the manager read this. Say what the evidence shows instead."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Enter what you challenge, and why")},
    )

    def carry_out(self, *, by: User) -> None:
        why = self.cleaned_data["reason"]
        judging.challenge(review=self.review, line=self.line, read=self.read(), reason=why, by=by)


class StandForm(BoardForm):
    title = button = _("Let the judgement stand")
    lede = _("Not every peer agrees. The judgement counts as converged, and who dissents stays recorded beside it.")
    said = _("The judgement stands. The dissent is recorded beside it.")
    template = "peer_assessments/read_first.html"
    because = TextField(
        label=_("Why does it stand?"),
        help_text=_("The team reads this."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Enter why it stands")},
    )

    def carry_out(self, *, by: User) -> None:
        why = self.cleaned_data["because"]
        judging.let_stand(review=self.review, line=self.line, read=self.read(), because=why, by=by)


FORMS: dict[str, type[BoardForm]] = {"write": JudgementForm, "challenge": ChallengeForm, "stand": StandForm}
