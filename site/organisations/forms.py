"""Choosing a body: from the register, or by typing the name of one that is not on it; and saying who followed whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from core.forms import LineField
from organisations.models import Organisation, OrganisationType
from organisations.presenters import label
from organisations.queries import register, standing_or_to_come

LONGEST_NAME = 200


@dataclass(frozen=True)
class ChosenOrganisation:
    """What was chosen: a body of the register, or only a name. `name` is always filled."""

    organisation: Organisation | None
    name: str

    def __str__(self) -> str:
        return self.name


def body_and_name(chosen: ChosenOrganisation | None) -> dict[str, Any]:
    """Return what was chosen as rows keep it: `organisation` and `organisation_name`."""
    if chosen is None:
        return {"organisation": None, "organisation_name": ""}
    return {"organisation": chosen.organisation, "organisation_name": chosen.name}


class _ByType(ModelChoiceIterator):
    """The options under the names of their types: two queries for any number."""

    field: "_RegisterField"

    def __iter__(self) -> Iterator[Any]:
        yield "", _("Choose from the list")
        day = self.field.on or timezone.localdate()
        order = {value: place for place, value in enumerate(OrganisationType.values)}
        bodies = sorted(
            register(self.field.on),
            key=lambda body: (order.get(body.type, len(order)), body.has_ended_by(day), body.name),
        )
        for group, members in groupby(bodies, key=lambda body: body.get_type_display()):
            yield group, [(body.pk, label(body, day)) for body in members]


class _RegisterField(forms.ModelChoiceField):
    """Asks for the register anew each time: a form's class lives for weeks, and "today" moves on."""

    iterator = _ByType

    def __init__(self, *, on: date | None, **kwargs: Any) -> None:
        self.on = on
        super().__init__(queryset=None, **kwargs)

    def _bodies(self) -> QuerySet[Organisation]:
        return register(self.on)

    def _set(self, value: Any) -> None:
        """The register is the only list there is."""

    queryset = property(_bodies, _set)


class OrganisationWidget(forms.MultiWidget):
    """A select and a text box; static/js/combobox.js makes one combobox of the two."""

    template_name = "organisations/widgets/organisation_choice.html"
    use_fieldset = True
    takes_any = True  # whether a name that is not on the register will do

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        text = forms.TextInput(attrs={"autocomplete": "organization", "maxlength": LONGEST_NAME})
        super().__init__([forms.Select(), text], attrs)

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, Organisation):
            return [value.pk, ""]
        if isinstance(value, ChosenOrganisation):
            return [value.organisation.pk, ""] if value.organisation else ["", value.name]
        return ["", value or ""]

    def id_for_label(self, id_: str) -> str:
        """An error's link leads to the first of the two."""
        return f"{id_}_0" if id_ else id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context |= {"suggest_url": reverse_lazy("organisations:suggest"), "takes_any": self.takes_any}
        return context


class OrganisationChoice(forms.MultiValueField):
    """A field whose value is a ChosenOrganisation, or None when it is not required and empty.

    `on` shows the register as it stood on that day (today): bodies yet to begin are left out. A typed name that is a register's name becomes that body.
    The page loads `js/combobox.js` in its `scripts` block.
    """

    widget = OrganisationWidget
    default_error_messages = {
        "required": _("Choose an organisation, or type its name"),
        "both": _("Choose an organisation or type its name, not both"),
        "invalid_choice": _("Choose an organisation from the list, or type its name"),
        "too_long": _("The name of the organisation must be 200 characters or less"),
    }

    def __init__(self, *, on: date | None = None, **kwargs: Any) -> None:
        self.on = on
        chosen = _RegisterField(on=on, required=False)
        typed = LineField(required=False)
        kwargs.setdefault("widget", self.widget())
        super().__init__(fields=[chosen, typed], require_all_fields=False, **kwargs)
        chosen.error_messages["invalid_choice"] = self.error_messages["invalid_choice"]
        cast("OrganisationWidget", self.widget).widgets[0].choices = chosen.choices  # type: ignore[attr-defined]

    def compress(self, data_list: list[Any]) -> ChosenOrganisation | None:
        chosen, typed = data_list or (None, "")
        if chosen and typed:
            raise forms.ValidationError(self.error_messages["both"], code="both")
        if len(typed or "") > LONGEST_NAME:
            raise forms.ValidationError(self.error_messages["too_long"], code="too_long")
        if not chosen and not typed:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        if not chosen:
            chosen = register(self.on).filter(name__iexact=typed).order_by("pk").first()
        return ChosenOrganisation(chosen, chosen.name if chosen else typed)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(cast("OrganisationWidget", self.widget).decompress(initial), data)


class SuccessionForm(forms.Form):
    """A merger, a split, or both: lines for the bodies that end and for those that follow, and the day between."""

    LINES = range(1, 7)

    on = forms.DateField(
        label=_("First day of the bodies that follow"),
        help_text=_("The others end on the day before."),
        widget=AdminDateInput,
        error_messages={"required": _("Enter the first day"), "invalid": _("Enter a day, such as 2027-04-01")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = list(standing_or_to_come(timezone.localdate()))
        by_key = {str(body.pk): body for body in bodies}
        bodies.sort(key=lambda body: body.get_type_display())
        groups = groupby(bodies, key=lambda body: body.get_type_display())
        choices = [("", _("None")), *((name, [(str(one.pk), str(one)) for one in group]) for name, group in groups)]
        for side, words in (("ends", _("Body that ends, %(number)d")), ("follows", _("Body that follows, %(number)d"))):
            for number in self.LINES:
                self.fields[f"{side}_{number}"] = forms.TypedChoiceField(
                    label=words % {"number": number},
                    choices=choices,
                    coerce=by_key.__getitem__,
                    empty_value=None,
                    required=False,
                    error_messages={"invalid_choice": _("Choose a body from the list")},
                )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            if not self.bodies("ends"):
                self.add_error("ends_1", _("Choose at least one body that ends"))
            if not self.bodies("follows"):
                self.add_error("follows_1", _("Choose at least one body that follows"))
        return given

    def bodies(self, side: str) -> list[Organisation]:
        """Return the bodies chosen on one side, `ends` or `follows`."""
        chosen = [self.cleaned_data.get(f"{side}_{number}") for number in self.LINES]
        return [body for body in chosen if body]

    def lines(self, side: str) -> list[forms.BoundField]:
        return [self[f"{side}_{number}"] for number in self.LINES]
