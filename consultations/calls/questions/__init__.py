"""The types of question: how each is asked, read, judged and shown.

A value is JSON in the shape of its type:

| type | value |
|---|---|
| short and long text, one of several, one from a list | `str` |
| any of several, ranking (first place first) | `list[str]` |
| number | `str`, as digits without separators |
| date | `str`, as 2023-05-03 |
| organisation | `{"id": int or None, "name": str}` |
| grid of statements | `{statement: point}` |
| file | none: attachments are rows of their own |

Drafts may be blank, so a form never asks for an answer; `missing` does, when somebody checks their answers.
"""

from consultations.calls.questions.form import QuestionsForm, field_name, form_for
from consultations.calls.questions.kinds import is_empty, kind_of, problem, readable
from consultations.calls.questions.logic import asked, missing, visible
from core.forms import count_words

__all__ = [
    "QuestionsForm",
    "asked",
    "count_words",
    "field_name",
    "form_for",
    "is_empty",
    "kind_of",
    "missing",
    "problem",
    "readable",
    "visible",
]
