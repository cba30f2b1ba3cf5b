"""The words of errors, as the GOV.UK design system gives them, made from what a field asks for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

EMAIL = gettext_lazy("Enter an email address in the correct format, like name@example.com")


def count_words(text: str) -> int:
    """Return the number of words: runs of anything but white space. static/js/word-count.js counts the same way."""
    return len(text.split())


@deconstructible
class MaxWords:
    """Refuses text of more than `limit` words. Give the widget `data-word-limit` too, for the live count."""

    code = "max_words"

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def __call__(self, value: str) -> None:
        words = count_words(value)
        if words > self.limit:
            raise ValidationError(
                ngettext(
                    "Your answer must be %(limit)d word or fewer. You have used %(words)d.",
                    "Your answer must be %(limit)d words or fewer. You have used %(words)d.",
                    self.limit,
                ),
                code=self.code,
                params={"limit": self.limit, "words": words},
            )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MaxWords) and other.limit == self.limit

    def __hash__(self) -> int:
        return hash(self.limit)


def errors_for(label: str, field: forms.Field) -> dict[str, Any]:
    """Return the error texts of a field with this label.

    A question for a label ("What is your name?") can't be fitted into a sentence, so it gets the general words.
    """
    is_question = label.rstrip().endswith("?")
    what = _("an answer") if is_question else _lowered(label)
    whole = _("Your answer") if is_question else label
    texts: dict[str, Any] = {"required": _required(field, what)}
    if isinstance(field, forms.EmailField):
        texts["invalid"] = EMAIL
    elif isinstance(field, forms.URLField):
        texts["invalid"] = _("Enter a web address in the correct format, like https://example.org")
    elif isinstance(field, forms.IntegerField | forms.FloatField | forms.DecimalField):
        texts["invalid"] = _("%(what)s must be a number") % {"what": whole}
        texts["min_value"] = _("%(what)s must be %%(limit_value)s or more") % {"what": whole}
        texts["max_value"] = _("%(what)s must be %%(limit_value)s or less") % {"what": whole}
    texts["max_length"] = _("%(what)s must be %%(limit_value)d characters or fewer") % {"what": whole}
    texts["min_length"] = _("%(what)s must be %%(limit_value)d characters or more") % {"what": whole}
    if isinstance(field, forms.ChoiceField):
        texts["invalid_choice"] = texts["required"]
    if isinstance(field, forms.FileField):
        texts["empty"] = _("The selected file is empty")
        texts["missing"] = texts["invalid"] = _("The selected file could not be uploaded – try again")
    return texts


def _required(field: forms.Field, what: str) -> str:
    if isinstance(field, forms.FileField):
        return _("Select a file")
    if isinstance(field, forms.BooleanField):
        return _("Select the box to continue")
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return _("Select %(what)s") % {"what": _("an option") if what == _("an answer") else what}
    return _("Enter %(what)s") % {"what": what}


def _lowered(label: str) -> str:
    """Return the label as it stands inside a sentence; an abbreviation such as ODS keeps its capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
