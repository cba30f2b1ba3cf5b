"""The equality questions, after the harmonised wording that public bodies use. All of them may be left out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from core.forms.looks import look

PREFER_NOT = "prefer_not"

QUESTIONS: dict[str, tuple[Any, Any, list[tuple[str, Any]]]] = {
    "age": (
        _("What is your age group?"),
        "",
        [
            ("under_18", _("Under 18")),
            ("18_24", _("18 to 24")),
            ("25_34", _("25 to 34")),
            ("35_44", _("35 to 44")),
            ("45_54", _("45 to 54")),
            ("55_64", _("55 to 64")),
            ("65_74", _("65 to 74")),
            ("75_84", _("75 to 84")),
            ("85", _("85 or over")),
        ],
    ),
    "sex": (_("What is your sex?"), "", [("female", _("Female")), ("male", _("Male"))]),
    "ethnic_group": (
        _("What is your ethnic group?"),
        "",
        [
            ("asian", _("Asian or Asian British")),
            ("black", _("Black, Black British, Caribbean or African")),
            ("mixed", _("Mixed or multiple ethnic groups")),
            ("white", _("White")),
            ("other", _("Another ethnic group")),
        ],
    ),
    "disability": (
        _(
            "Do you have a physical or mental health condition or illness lasting, or expected to last, 12 months or more?"
        ),
        "",
        [("yes", _("Yes")), ("no", _("No"))],
    ),
    "caring": (
        _("Do you look after somebody who needs help because of a long-term condition, disability or old age?"),
        _("Do not count what you do as paid work."),
        [("yes", _("Yes")), ("no", _("No"))],
    ),
    "religion": (
        _("What is your religion or belief?"),
        "",
        [
            ("none", _("No religion")),
            ("buddhist", _("Buddhist")),
            ("christian", _("Christian")),
            ("hindu", _("Hindu")),
            ("jewish", _("Jewish")),
            ("muslim", _("Muslim")),
            ("sikh", _("Sikh")),
            ("other", _("Another religion or belief")),
        ],
    ),
}


def choices_of(question: str) -> list[tuple[str, Any]]:
    """Return what may be answered to one question, by value and label."""
    return [*QUESTIONS[question][2], (PREFER_NOT, _("Prefer not to say"))]


class EqualityForm(Form):
    marks_optional = False  # the page says once that all of it is

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, help_text, _options) in QUESTIONS.items():
            field = forms.ChoiceField(
                label=label,
                help_text=help_text,
                required=False,
                choices=choices_of(name),
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Select one of the options")},
            )
            self.fields[name] = look(field, size="s", small=True)

    def offered(self) -> list[tuple[str, str]]:
        """Return every answer that may be given, as (question, answer)."""
        return [(name, value) for name in QUESTIONS for value, _label in choices_of(name)]
