"""Fields for what people write."""

from typing import Any

from django import forms

from core.plain_text import characters_of, one_line


class TextField(forms.CharField):
    """Takes text of any lines, without what is no character and with one kind of line end.

    So it counts and compares alike from every browser, and every feed and file can hold it.
    """

    def to_python(self, value: Any) -> str:
        text = characters_of(str(value)) if value else value
        return (super().to_python(text) or "").replace("\r\n", "\n").replace("\r", "\n")


class LineField(forms.CharField):
    """Takes one line, such as a name: a browser's box holds no second one, so one that comes was not typed there."""

    def to_python(self, value: Any) -> str:
        return super().to_python(one_line(str(value)) if value else value) or ""
