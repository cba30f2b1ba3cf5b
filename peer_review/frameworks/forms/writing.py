"""What is written in a draft: themes, and lines of enquiry with their prompts."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.errors import Refused
from core.forms import AskingForm, LineField, TextField
from peer_review.frameworks import domain
from peer_review.frameworks.domain import Wording
from peer_review.frameworks.models import Framework, FrameworkVersion, Line, Theme
from peer_review.frameworks.queries import stamp_of_line, stamp_of_theme, stamp_of_theme_and_lines

MOST_PROMPTS = 12
LONGEST_PROMPT = 300


class RowForm(AskingForm):
    """A form about one row of a framework's draft, which its `key` names, whether it is there yet or not any more.

    Where the draft is gone, what was typed stays on the page, which says so.
    """

    row: Any = None

    def __init__(
        self, *args: Any, framework: Framework, draft: FrameworkVersion | None, key: UUID, row: Any, **kwargs: Any
    ) -> None:
        self.draft, self.key, self.row = draft, key, row
        self.caption = str(draft) if draft else framework.name
        if row is not None and row.is_core and framework.is_local:
            self.why_not = _("This is of the core, which a local edition can’t change.")
        super().__init__(*args, initial=self.stands() if row else {}, **kwargs)

    def stands(self) -> dict[str, Any]:
        """Return what is filled in of a row that is there."""
        return {}

    def stamp(self) -> str:
        return self.stamp_of_row() if self.row else ""

    def stamp_of_row(self) -> str:
        raise NotImplementedError

    def show_what_stands(self) -> None:
        """Of a row that was removed meanwhile nothing stands: saving again puts it back."""
        super().show_what_stands()
        if self.row is None:
            again: Any = self.data.copy()  # type: ignore[attr-defined]
            again["after"] = ""
            self.data = again

    def written_in(self) -> FrameworkVersion:
        if self.draft is None:
            raise Refused(
                _now("The draft that you wrote in was put in force or discarded. Begin a new version, then save again.")
            )
        return self.draft


class ThemeForm(RowForm):
    row: Theme | None
    button = _("Save the theme")
    name = LineField(label=_("Title"), max_length=150, error_messages={"required": _("Enter a title")})
    about = TextField(
        label=_("What it is about"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("What it is about must be 1,000 characters or fewer")},
    )
    blames = "name"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = _("Change a theme") if self.row else _("Add a theme")

    def stands(self) -> dict[str, Any]:
        return {"name": self.row.title, "about": self.row.about} if self.row else {}

    def stamp_of_row(self) -> str:
        return stamp_of_theme(self.row) if self.row else ""

    def carry_out(self, *, by: Any) -> None:
        given = self.cleaned_data
        domain.save_theme(
            version=self.written_in(),
            key=self.key,
            title=given["name"],
            about=given["about"],
            after=given["after"],
            by=by,
        )


class LineForm(RowForm):
    row: Line | None
    button = _("Save the line")
    theme = forms.ChoiceField(label=_("Theme"), error_messages={"required": _("Choose a theme")})
    name = LineField(label=_("Title"), max_length=150, error_messages={"required": _("Enter a title")})
    question = TextField(
        label=_("The question that peers ask"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Enter the question that peers ask"),
            "max_length": _("The question must be 600 characters or fewer"),
        },
    )
    prompts = TextField(
        label=_("Prompts"),
        help_text=_("What to ask or to look for, one on each line, in their order. Up to 12."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    good = TextField(
        label=_("What good looks like"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Enter what good looks like"),
            "max_length": _("What good looks like must be 2,000 characters or fewer"),
        },
    )
    blames = "name"

    def __init__(self, *args: Any, theme: str = "", **kwargs: Any) -> None:
        """`theme` is the key of the theme under which a new line is proposed."""
        super().__init__(*args, **kwargs)
        self.title = _("Change a line of enquiry") if self.row else _("Add a line of enquiry")
        themes = list(self.draft.themes.all()) if self.draft else []
        if sent := self.data.get("theme") if self.draft is None else None:
            self.fields["theme"].choices = [(sent, _("The theme that you chose"))]  # type: ignore[attr-defined]
        else:
            self.fields["theme"].choices = [("", _("Choose one")), *((str(one.key), str(one)) for one in themes)]  # type: ignore[attr-defined]
        self.fields["theme"].initial = theme

    def stands(self) -> dict[str, Any]:
        if self.row is None:
            return {}
        return {
            "theme": str(self.row.theme.key),
            "name": self.row.title,
            "question": self.row.question,
            "prompts": "\n".join(self.row.prompt_texts),
            "good": self.row.good,
        }

    def stamp_of_row(self) -> str:
        return stamp_of_line(self.row) if self.row else ""

    def clean_prompts(self) -> tuple[str, ...]:
        prompts = tuple(line.strip() for line in self.cleaned_data["prompts"].split("\n") if line.strip())
        if len(prompts) > MOST_PROMPTS:
            raise ValidationError(_("Enter %(most)d prompts or fewer"), params={"most": MOST_PROMPTS})
        if any(len(one) > LONGEST_PROMPT for one in prompts):
            raise ValidationError(
                _("Each prompt must be %(most)d characters or fewer"), params={"most": LONGEST_PROMPT}
            )
        return prompts

    def carry_out(self, *, by: Any) -> None:
        given = self.cleaned_data
        draft = self.written_in()
        wording = Wording(given["name"], given["question"], given["good"], given["prompts"])
        domain.save_line(
            version=draft, key=self.key, theme=UUID(given["theme"]), wording=wording, after=given["after"], by=by
        )


class RemoveThemeForm(RowForm):
    row: Theme | None
    button = _("Remove it")
    said = _("It is removed from this draft.")
    is_grave = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = _now("Remove “%(theme)s”") % {"theme": self.row.title if self.row else ""}
        count = len(self.row.lines.all()) if self.row else 0
        self.lede = (
            ngettext(
                "It goes from this draft with its %(count)d line of enquiry. Other versions keep them.",
                "It goes from this draft with its %(count)d lines of enquiry. Other versions keep them.",
                count,
            )
            % {"count": count}
            if count
            else _("It goes from this draft. Other versions keep it.")
        )

    def stamp_of_row(self) -> str:
        return stamp_of_theme_and_lines(self.row) if self.row else ""

    def carry_out(self, *, by: Any) -> None:
        domain.remove_theme(version=self.written_in(), key=self.key, after=self.cleaned_data["after"], by=by)


class RemoveLineForm(RowForm):
    row: Line | None
    button = _("Remove it")
    said = _("It is removed from this draft.")
    is_grave = True
    lede = _("It goes from this draft with its prompts. Other versions keep it, and so does what was found about it.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = _now("Remove “%(line)s”") % {"line": self.row.title if self.row else ""}

    def stamp_of_row(self) -> str:
        return stamp_of_line(self.row) if self.row else ""

    def carry_out(self, *, by: Any) -> None:
        domain.remove_line(version=self.written_in(), key=self.key, after=self.cleaned_data["after"], by=by)
