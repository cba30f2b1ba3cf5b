"""What one may ask of the register."""

from typing import Any, cast

from django import forms
from django.db import models
from django.db.models.functions import Length
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from evidence.publication.queries import FILTERS, calls_with_editions
from evidence.submissions.enums import RespondentKind
from organisations.models import OrganisationType, Region


class Sort(models.TextChoices):
    NEWEST = "newest", _("Newest first")
    OLDEST = "oldest", _("Oldest first")
    REFERENCE = "reference", _("By reference")


ORDER: dict[Sort, tuple[str | Length, ...]] = {
    Sort.NEWEST: ("-published_at", "-pk"),
    Sort.OLDEST: ("published_at", "pk"),
    # By length first, so that CFE1-9999 comes before CFE1-10000.
    Sort.REFERENCE: (Length("reference"), "reference"),
}


class RegisterForm(forms.Form):
    """The filters of the register, from its address. What is not a filter is passed over: old links must not break."""

    call = forms.MultipleChoiceField(required=False, label=_("Call"))
    kind = forms.MultipleChoiceField(required=False, label=_("Who answered"), choices=RespondentKind.choices)
    type = forms.MultipleChoiceField(required=False, label=_("Type of organisation"), choices=OrganisationType.choices)
    region = forms.MultipleChoiceField(required=False, label=_("Region"), choices=Region.choices)
    sort = forms.ChoiceField(required=False, label=_("Order"), choices=Sort.choices)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["call"].choices = calls_with_editions()  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, list[str]]:
        """Return the values that are choices, by filter."""
        return {
            name: [value for value in cast("QueryDict", self.data).getlist(name) if value in self._values(name)]
            for name in FILTERS
        }

    def order(self) -> Sort:
        value = self.data.get("sort", "")
        return Sort(value) if value in Sort.values else Sort.NEWEST

    def _values(self, name: str) -> set[str]:
        return {str(value) for value, _label in self.fields[name].choices}  # type: ignore[attr-defined]
