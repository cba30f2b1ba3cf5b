"""One form for any run of questions."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from consultations.calls.questions.kinds import kind_of
from consultations.calls.questions.logic import Asked, asked
from core.forms import look


def field_name(one: Asked) -> str:
    """Return the name of a question's field: `q-<key>`."""
    return f"q-{asked(one)[0]}"


class QuestionsForm(forms.Form):
    """The questions of a section. Make it with `form_for`.

    After `is_valid`, `values` holds each well-formed value by question key, also one that is too long, so that a save
    need not lose it; `cleaned_data` lacks what has an error.
    """

    # No field of a draft is required, so the labels say by themselves which answers nobody will ask for.
    marks_optional = False

    def __init__(self, questions: Iterable[Asked], *args: Any, judges: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", "use_required_attribute": False, **kwargs})
        self.judges = judges
        self.values: dict[str, Any] = {}
        self._asked = {field_name(one): asked(one) for one in questions}
        for name, (_key, version) in self._asked.items():
            field = kind_of(version).field(version)
            if field is None:
                continue
            field.required = False
            field.label = (
                version.wording if version.required else _("%(question)s (optional)") % {"question": version.wording}
            )
            field.help_text = version.help
            look(field, size="m")
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        """Keep what was understood; then say what is too long. Blank is well: this may be a draft."""
        cleaned = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            key, version = self._asked[name]
            kind = kind_of(version)
            self.values[key] = value
            if self.judges and not kind.is_empty(value) and (why := kind.problem(version, value)):
                self.add_error(name, why)
        return cleaned


def form_for(
    questions: Iterable[Asked],
    data: Mapping[str, Any] | None = None,
    initial: Mapping[str, Any] | None = None,
    *,
    judges: bool = True,
) -> QuestionsForm:
    """Return the form of these questions (or versions), `initial` holding stored values by question key, as text.

    A form that does not judge takes every well-formed answer, however long: what stands on paper is what it is.
    """
    chosen = list(questions)
    return QuestionsForm(
        chosen,
        data=data,
        initial={f"q-{key}": value for key, value in (initial or {}).items()},
        judges=judges,
        use_required_attribute=False,
    )
