"""Questions answered by choosing."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.calls.models import QuestionVersion
from consultations.calls.questions.base import Kind
from consultations.calls.questions.widgets import RankingWidget

STRANGE_CHOICE = {"invalid_choice": gettext_lazy("Select one of the options")}


class Radios(Kind):
    def field(self, version: QuestionVersion) -> forms.Field:
        return forms.ChoiceField(
            choices=[(option, option) for option in version.options],
            widget=forms.RadioSelect,
            error_messages=STRANGE_CHOICE,
        )

    def ask(self, version: QuestionVersion) -> str:
        return _("Select an option")


class Select(Radios):
    def field(self, version: QuestionVersion) -> forms.Field:
        return forms.ChoiceField(
            choices=[("", _("Select an option")), *((option, option) for option in version.options)],
            error_messages=STRANGE_CHOICE,
        )


class ChosenField(forms.MultipleChoiceField):
    def clean(self, value: Any) -> list[str]:
        """Return what was chosen, each once, in the order of the options."""
        chosen = set(super().clean(value))
        return [option for option, _label in self.choices if option in chosen]  # type: ignore[misc, union-attr]


class Checkboxes(Kind):
    def field(self, version: QuestionVersion) -> forms.Field:
        return ChosenField(
            choices=[(option, option) for option in version.options],
            widget=forms.CheckboxSelectMultiple,
            error_messages=STRANGE_CHOICE,
        )

    def readable(self, version: QuestionVersion, value: Any) -> str:
        return "\n".join(value)

    def ask(self, version: QuestionVersion) -> str:
        return _("Select at least one option")


class RankingField(forms.Field):
    """Takes the place given to each option; returns the options that have one, first place first."""

    widget: RankingWidget
    default_error_messages = {
        "place": gettext_lazy("Select each place from the list"),
        "twice": gettext_lazy("Give each option a different place. %(place)d is used more than once."),
        "gap": gettext_lazy("Use the places in order, without gaps. %(place)d is missing."),
    }

    def __init__(self, options: list[str], **kwargs: Any) -> None:
        self.options = options
        super().__init__(widget=RankingWidget(options), **kwargs)

    def to_python(self, value: Any) -> list[str]:
        places: dict[int, str] = {}
        for option, place in zip(self.options, value or [], strict=False):
            if not place:
                continue
            number = self._number(place)
            if number in places:
                raise ValidationError(self.error_messages["twice"], "twice", {"place": number})
            places[number] = option
        for number in range(1, len(places) + 1):
            if number not in places:
                raise ValidationError(self.error_messages["gap"], "gap", {"place": number})
        return [places[number] for number in sorted(places)]

    def _number(self, place: str) -> int:
        if place.isascii() and place.isdigit() and 1 <= int(place) <= len(self.options):
            return int(place)
        raise ValidationError(self.error_messages["place"], "place")


class Ranking(Kind):
    def field(self, version: QuestionVersion) -> forms.Field:
        return RankingField(version.options)

    def readable(self, version: QuestionVersion, value: Any) -> str:
        return "\n".join(f"{place}. {option}" for place, option in enumerate(value, start=1))

    def ask(self, version: QuestionVersion) -> str:
        return _("Put at least one option in its place")
