"""The scoping record is written, and agreed."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import AskingForm, DateField, TextField
from peer_review.reviews.domain import scoping as verbs
from peer_review.reviews.models import Review, Scoping


def _text(label: Any, limit: int, hint: Any) -> TextField:
    return TextField(
        label=label, help_text=hint, max_length=limit, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )


class ScopingForm(AskingForm):
    title = _("Scoping record")
    said = _("The scoping record is saved.")
    met_on = DateField(label=_("Day of the scoping meeting"), required=False, not_after=timezone.localdate)
    focus = _text(_("Focus"), 3000, _("What the team looks at, besides the core of the framework."))
    left_out = _text(_("What is left out"), 2000, _("And why, so that nobody waits for it."))
    team_wanted = _text(_("Team"), 2000, _("Which experience the team should have. Name no people."))
    feedback_form = _text(
        _("Form of the feedback"), 1000, _("How, where and to whom the team reports on its last day.")
    )
    preparation = _text(_("What the hosts prepare"), 2000, _("Documents, data, rooms, and who sees to them."))

    def __init__(self, *args: Any, review: Review, scoping: Scoping, **kwargs: Any) -> None:
        self.review, self.scoping, self.caption = review, scoping, review.caption
        if scoping.agreed_at:
            self.lede = _("It was agreed. If you change it, it has to be agreed again.")
        super().__init__(*args, initial={name: getattr(scoping, name) for name in verbs.FIELDS}, **kwargs)

    def stamp(self) -> int:
        return self.scoping.revision

    def carry_out(self, *, by: User) -> None:
        values = {name: self.cleaned_data[name] for name in verbs.FIELDS}
        verbs.save_scoping(review=self.review, values=values, read=self.cleaned_data["after"] or 0, by=by)


class AgreeForm(AskingForm):
    title = _("Agree the scoping record")
    lede = _("Say so once manager and leads have met and agree on what it says.")
    button = _("It is agreed")
    said = _("The scoping record is agreed.")

    def __init__(self, *args: Any, review: Review, scoping: Scoping, **kwargs: Any) -> None:
        self.review, self.scoping, self.caption = review, scoping, review.caption
        super().__init__(*args, **kwargs)

    def stamp(self) -> int:
        return self.scoping.revision

    def carry_out(self, *, by: User) -> None:
        verbs.agree_scoping(review=self.review, read=self.cleaned_data["after"] or 0, by=by)
