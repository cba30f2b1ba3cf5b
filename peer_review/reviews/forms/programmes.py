"""What a manager says of a programme."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import AskingForm, DateField, LineField, TextField
from peer_review.frameworks.models import Framework
from peer_review.reviews.domain import programmes as verbs
from peer_review.reviews.models import Programme


class ProgrammeForm(AskingForm):
    """A programme: a new one, or what is said of one."""

    title = _("Programme")
    lede = _("A programme holds the reviews of many systems under one framework. Everybody reads what is said of it.")
    said = _("The programme is saved.")
    blames = "name"
    name = LineField(label=_("Name"), max_length=120, error_messages={"required": _("Enter a name")})
    purpose = TextField(
        label=_("What it is for"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    framework = forms.ModelChoiceField(
        label=_("Framework"),
        queryset=Framework.objects.filter(base=None),
        empty_label=_("Choose a framework"),
        error_messages={"required": _("Choose a framework")},
    )
    contact = forms.EmailField(label=_("Address for questions"), required=False, help_text=_("Public."))
    begun_on = DateField(label=_("First day"), error_messages={"required": _("Enter the first day")})
    ended_on = DateField(label=_("Last day"), required=False)
    scoring = forms.BooleanField(
        label=_("Have a separate sheet of four points a line"),
        required=False,
        help_text=_("Peers are critical friends, and there is no grade. Leave it off unless everybody asked for it."),
    )

    def __init__(self, *args: Any, programme: Programme | None = None, **kwargs: Any) -> None:
        self.programme = programme
        if programme is None:
            self.title = _("Begin a programme")
            initial: dict[str, Any] = {"begun_on": timezone.localdate()}
        else:
            initial = {name: getattr(programme, name) for name in self.base_fields}
            self.caption = programme.name
        super().__init__(*args, initial=initial, **kwargs)

    def stamp(self) -> str | None:
        return verbs.stamp_of_programme(self.programme) if self.programme else None

    def carry_out(self, *, by: User) -> None:
        told = dict(self.cleaned_data)
        after = told.pop("after", "")
        described = verbs.Described(**told)
        if self.programme is None:
            self.programme = verbs.begin_programme(described=described, by=by)
        else:
            self.programme = verbs.change_programme(programme=self.programme, described=described, by=by, after=after)
