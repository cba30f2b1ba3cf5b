"""What hosts enter of a poll, and what people vote."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consultations.townhalls.domain.polls import Asked, folded
from consultations.townhalls.enums import PollKind, PollResults
from consultations.townhalls.models import Poll
from core.forms import Form, LineField, OneOf, TextField, look
from core.plain_text import one_line

MOST_CHOICES = 20
LONGEST_CHOICE = 150
MOST_WORDS = 3
LONGEST_WORD = 40
STEPS = [(number, str(number)) for number in (3, 4, 5, 7, 10)]


class BallotForm(Form):
    """One person's ballot. Several stand on one page, so each has a prefix of its own.

    `choices` are the keys and texts that a poll offers; `mine` what its reader voted before.
    """

    def __init__(
        self,
        *args: Any,
        poll: Any,
        choices: Sequence[tuple[int, str]],
        mine: Sequence[tuple[int, str]] = (),
        **more: Any,
    ) -> None:
        super().__init__(*args, prefix=f"poll-{poll.pk}", **more)
        self.kind = PollKind(poll.kind)
        asked = format_html('<span class="nhsuk-u-visually-hidden">: {}</span>', poll.question)
        if self.kind == PollKind.WORDS:
            self._enter(poll.most, [text for _pk, text in mine])
        elif self.kind == PollKind.MULTIPLE:
            self._choose_several(poll.most, choices, [str(pk) for pk, _text in mine], asked)
        else:
            label = _("Choose a number") if self.kind == PollKind.SCALE else _("Choose one")
            self.fields["choice"] = forms.ChoiceField(
                label=format_html("{}{}", label, asked),
                choices=choices,
                initial=str(mine[0][0]) if mine else None,
                widget=forms.RadioSelect,
                error_messages={"required": _("Select one"), "invalid_choice": _("Select one")},
            )

    def _choose_several(self, most: int, choices: Sequence[tuple[int, str]], mine: list[str], asked: str) -> None:
        self.most = most
        label = (
            _("Choose all that you agree with") if most >= len(choices) else _("Choose up to %(most)d") % {"most": most}
        )
        self.fields["choice"] = forms.MultipleChoiceField(
            label=format_html("{}{}", label, asked),
            choices=choices,
            initial=mine,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Select at least one"), "invalid_choice": _("Select at least one")},
        )

    def _enter(self, most: int, mine: list[str]) -> None:
        for number in range(1, most + 1):
            self.fields[f"word_{number}"] = look(
                LineField(
                    label=_("Word or short phrase") if most == 1 else _("Word or short phrase %(n)d") % {"n": number},
                    max_length=LONGEST_WORD,
                    required=False,
                    initial=mine[number - 1] if number <= len(mine) else "",
                    widget=forms.TextInput(attrs={"data-width": "20", "autocomplete": "off"}),
                    error_messages={"max_length": _("A word or short phrase must be 40 characters or fewer")},
                ),
                optional=False,
            )
            # The browser would cut a paste in silence; the error names the limit instead.
            self.fields[f"word_{number}"].widget.attrs.pop("maxlength")

    def clean_choice(self) -> Any:
        given = self.cleaned_data["choice"]
        if self.kind == PollKind.MULTIPLE and len(given) > self.most:
            raise forms.ValidationError(
                ngettext("Select %(most)d or fewer", "Select %(most)d or fewer", self.most), params={"most": self.most}
            )
        return given

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.kind == PollKind.WORDS and not self.errors and not any(folded(word) for word in data.values()):
            self.add_error("word_1", _("Enter a word or a short phrase"))
        return data

    @property
    def chosen(self) -> list[int]:
        given = self.cleaned_data.get("choice") or []
        return [int(one) for one in (given if isinstance(given, list) else [given])]

    @property
    def words(self) -> list[str]:
        return [word for name, word in self.cleaned_data.items() if name.startswith("word_") and word]


class PollForm(Form):
    """A poll as hosts write it. The kind is chosen before, and says which fields there are."""

    question = LineField(
        label=gettext_lazy("Question"),
        help_text=gettext_lazy("One question, in words that everybody knows."),
        max_length=300,
        error_messages={"required": gettext_lazy("Enter the question")},
    )
    choices = TextField(
        label=gettext_lazy("Choices"),
        help_text=gettext_lazy("One in each line, in the order in which they are to be read. 2 to 20."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Enter the choices")},
    )
    most = forms.IntegerField(
        label=gettext_lazy("How many choices may one person make?"),
        min_value=1,
        max_value=MOST_CHOICES,
        required=False,
        help_text=gettext_lazy("Leave it empty for as many as they like."),
        widget=forms.NumberInput(attrs={"data-width": "2"}),
    )
    words = look(
        forms.TypedChoiceField(
            label=gettext_lazy("How many words or short phrases may one person enter?"),
            choices=[(number, str(number)) for number in range(1, MOST_WORDS + 1)],
            coerce=int,
            initial=MOST_WORDS,
            widget=forms.RadioSelect,
        ),
        inline=True,
    )
    steps = look(
        forms.TypedChoiceField(
            label=gettext_lazy("How many steps does the scale have?"),
            choices=STEPS,
            coerce=int,
            initial=5,
            widget=forms.RadioSelect,
        ),
        inline=True,
    )
    low = LineField(
        label=gettext_lazy("What does 1 mean?"),
        help_text=gettext_lazy("Such as: not at all."),
        max_length=60,
        error_messages={"required": gettext_lazy("Enter what 1 means")},
    )
    high = LineField(
        label=gettext_lazy("What does the highest number mean?"),
        help_text=gettext_lazy("Such as: very much."),
        max_length=60,
        error_messages={"required": gettext_lazy("Enter what the highest number means")},
    )
    results = look(
        OneOf(
            PollResults,
            label=gettext_lazy("When are results shown?"),
            help_text=gettext_lazy(
                "Hosts see them when everybody does. In a small room, results that are shown while people vote may give"
                " away who voted how: then wait for the end."
            ),
            initial=PollResults.AT_ONCE,
        ),
        size="s",
    )

    FIELDS = {
        PollKind.SINGLE: ("choices",),
        PollKind.MULTIPLE: ("choices", "most"),
        PollKind.SCALE: ("steps", "low", "high"),
        PollKind.WORDS: ("words",),
    }

    def __init__(self, *args: Any, kind: PollKind, poll: Poll | None = None, **more: Any) -> None:
        if poll is not None:
            more["initial"] = _as_entered(poll)
        super().__init__(*args, **more)
        self.kind = kind
        for name in set(self.fields) - {"question", "results", *self.FIELDS[kind]}:
            del self.fields[name]

    def clean_choices(self) -> list[str]:
        lines = [text for line in self.cleaned_data["choices"].splitlines() if (text := one_line(line))]
        if not 1 < len(lines) <= MOST_CHOICES:
            raise forms.ValidationError(
                _("Enter 2 to %(most)d choices, one in each line"), params={"most": MOST_CHOICES}
            )
        if any(len(line) > LONGEST_CHOICE for line in lines):
            raise forms.ValidationError(_("Each choice must be 150 characters or fewer"))
        if len({folded(line) or line for line in lines}) < len(lines):
            raise forms.ValidationError(_("Enter each choice once"))
        return lines

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("most") and data.get("choices") and data["most"] > len(data["choices"]):
            self.add_error("most", _("There are not as many choices"))
        return data

    @property
    def asked(self) -> Asked:
        """What a valid form asks."""
        data = self.cleaned_data
        choices = tuple(data.get("choices", ()))
        return Asked(
            kind=self.kind,
            question=data["question"],
            choices=tuple(str(number) for number in range(1, data["steps"] + 1)) if "steps" in data else choices,
            most=data.get("words") or (data.get("most") or len(choices) if self.kind == PollKind.MULTIPLE else 1),
            low=data.get("low", ""),
            high=data.get("high", ""),
            results=data["results"],
        )


def _as_entered(poll: Poll) -> dict[str, Any]:
    choices = [one.text for one in poll.choices.order_by("position")]
    return {
        "question": poll.question,
        "choices": "\n".join(choices),
        "most": poll.most if poll.most < len(choices) else None,
        "words": poll.most,
        "steps": len(choices),
        "low": poll.low,
        "high": poll.high,
        "results": poll.results,
    }
