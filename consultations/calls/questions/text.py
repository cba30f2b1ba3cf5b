"""Questions answered in words."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consultations.calls.models import QuestionVersion
from consultations.calls.questions.base import Kind
from core.forms import TextField, count_words

SHORT_CHARACTERS = 300
# Some 15,000 words: no honest answer is longer, and a page that long still saves.
LONG_CHARACTERS = 100_000
BRIEF_WORDS = 100


class AnswerField(TextField):
    default_error_messages = {
        "max_length": gettext_lazy(
            "Answer must be %(limit_value)d characters or fewer. It has %(show_value)d."  # of Django's validator
        ),
    }


class ShortText(Kind):
    characters = SHORT_CHARACTERS

    def widget(self, version: QuestionVersion) -> forms.Widget:
        return forms.TextInput()

    def field(self, version: QuestionVersion) -> forms.Field:
        widget = self.widget(version)
        if version.word_limit:
            widget.attrs["data-word-limit"] = str(version.word_limit)
        field = AnswerField(widget=widget, max_length=LONG_CHARACTERS)
        # The browser would cut what people paste without a word of warning; the error names the length instead.
        field.widget.attrs.pop("maxlength", None)
        return field

    def problem(self, version: QuestionVersion, value: Any) -> str:
        words = count_words(str(value))
        if version.word_limit and words > version.word_limit:
            return ngettext(
                "Answer must be %(limit)d word or fewer. It has %(words)d.",
                "Answer must be %(limit)d words or fewer. It has %(words)d.",
                version.word_limit,
            ) % {"limit": version.word_limit, "words": words}
        if len(str(value)) > self.characters:
            return _("Answer must be %(limit)d characters or fewer. It has %(characters)d.") % {
                "limit": self.characters,
                "characters": len(str(value)),
            }
        return ""

    def ask(self, version: QuestionVersion) -> str:
        return _("Enter an answer")


class LongText(ShortText):
    characters = LONG_CHARACTERS

    def widget(self, version: QuestionVersion) -> forms.Widget:
        is_brief = version.word_limit is not None and version.word_limit <= BRIEF_WORDS
        return forms.Textarea(attrs={"rows": "4" if is_brief else "8"})
