"""What every type of question can do."""

from typing import Any

from django import forms

from consultations.calls.models import QuestionVersion

EMPTY: tuple[Any, ...] = (None, "", [], {})


class Kind:
    """One type of question. The plain cases are here; a type overrides what it does differently."""

    def field(self, version: QuestionVersion) -> forms.Field | None:
        """Return the form field that asks `version`, without label and help, or None when no form asks it."""
        raise NotImplementedError

    def is_empty(self, value: Any) -> bool:
        return value in EMPTY

    def is_complete(self, version: QuestionVersion, value: Any) -> bool:
        """Whether this answers a required question."""
        return not self.is_empty(value)

    def readable(self, version: QuestionVersion, value: Any) -> str:
        """Return a value that is not empty as people read it: what is searched, redacted and printed."""
        return str(value)

    def problem(self, version: QuestionVersion, value: Any) -> str:
        """Return what is wrong with a well-formed value that is not empty, or nothing. No draft loses it for that."""
        return ""

    def ask(self, version: QuestionVersion) -> str:
        """Return the error of a required question without a whole answer."""
        return ""
