"""A form that has a page to itself (`core.asking.ask`)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.forms.plain import Form
from core.templatetags.moments import plain_day


class AskingForm(Form):
    """A form that carries itself out by one verb.

    `caption` stands above the title of its page, `lede` below, and `why_not` in the place of a form that nobody can fill in now.
    `said` is told on the next page, and `leads_to` is its address, where that is another than the one to which the page leads back;
    `carry_out` may set it. `scripts` are modules in static/ that help with a field, and `template` is another page than the usual
    one, for what has to be read beside the form: it extends `core/asking.html`.

    What is given as `initial` is what stands now; what a form merely proposes is the `initial` of a field. A page reads
    `form.title` as the field of that name before all else, so a field that is called like any of these raises TypeError.
    """

    title: Any = ""
    caption: Any = ""
    lede: Any = ""
    why_not: Any = ""
    button: Any = _("Save")
    is_grave = False
    said: Any = _("Saved.")
    blames: str | None = None
    leads_to = ""
    scripts: tuple[str, ...] = ()
    template = "core/asking.html"
    stands_now: Sequence[tuple[str, str]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if taken := [name for name in self.fields if hasattr(AskingForm, name)]:
            raise TypeError(f"{type(self).__name__} has fields named as parts of its page are: {', '.join(taken)}.")
        if (stamp := self.stamp()) is not None:
            kind = forms.IntegerField if isinstance(stamp, int) else forms.CharField
            self.fields["after"] = kind(required=False, widget=forms.HiddenInput)
            self.initial["after"] = stamp

    def carry_out(self, *, by: Any) -> None:
        """Do what was asked for, as `by`, a `core.actors.Actor`.

        Raises NotAllowed and Refused as its verb does; a refusal stands beside the field `blames`, else above all.
        """
        raise NotImplementedError

    def stamp(self) -> str | int | None:
        """Return the stamp of what stands now (`core.stamps`), or the number of its version; None for a form that changes nothing.

        A form that has one carries it, hidden, as `after`, for its verb to compare and raise Stale. It is asked for while
        the form is made, so whatever it needs is set before that.
        """
        return None

    def saved_by(self) -> str:
        """Return who saved what stands now, and when, where that is known and may be told."""
        return ""

    def words_typed(self) -> list[tuple[str, str]]:
        """Return the texts that somebody sent, with their labels, for a page that shows `why_not` in the place of the form."""
        texts = [bound for bound in self.visible_fields() if isinstance(bound.field, forms.CharField)]
        changed = self.changed_data if self.is_bound else []
        return [(str(one.label), str(one.value())) for one in texts if one.name in changed and str(one.value()).strip()]

    def show_what_stands(self) -> None:
        """Put what stands now beside what was typed. Whoever saves again has read both, so that is not refused again.

        A form that does not hold what stands, such as one that publishes it, has to be opened anew instead.
        """
        held = [bound for bound in self.visible_fields() if bound.name in self.initial]
        if held:
            sent: Any = self.data
            again = sent.copy()  # what arrived in a request can't be changed
            again[self.add_prefix("after")] = self.initial["after"]
            self.data = again
        self.stands_now = [(str(one.label), _words_of(one)) for one in held if one.name in self.changed_data]


def _words_of(bound: BoundField) -> str:
    """Return what stands in a field in words."""
    value = bound.initial
    if isinstance(value, bool):
        return _now("Yes") if value else _now("No")
    if isinstance(value, date):
        return plain_day(value)
    if isinstance(bound.field, forms.ChoiceField | forms.ModelChoiceField):
        field: Any = bound.field
        labels = {str(key): str(label) for key, label in field.choices}
        chosen = field.prepare_value(value)
        keys = chosen if isinstance(chosen, list | tuple) else [chosen]
        return ", ".join(labels.get(str(key), "") for key in keys)
    return "" if value is None else str(value)
