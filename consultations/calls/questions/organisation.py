"""A question answered with the name of a body, from the register or not."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from consultations.calls.models import QuestionVersion
from consultations.calls.questions.base import Kind
from organisations.forms import ChosenOrganisation, OrganisationChoice
from organisations.models import Organisation


class OrganisationField(OrganisationChoice):
    """The register's own field, with its choice as plain data."""

    def clean(self, value: Any) -> dict[str, Any] | None:
        chosen: ChosenOrganisation | None = super().clean(value)
        if chosen is None:
            return None
        return {"id": chosen.organisation.pk if chosen.organisation else None, "name": chosen.name}

    def prepare_value(self, value: Any) -> Any:
        """Return a stored answer as what the widget shows; what was typed just now is a list already."""
        if not isinstance(value, dict):
            return value
        body = Organisation.objects.filter(pk=value["id"]).first() if value.get("id") else None
        return ChosenOrganisation(body, str(value.get("name", "")))


class OrganisationKind(Kind):
    def field(self, version: QuestionVersion) -> forms.Field:
        return OrganisationField()

    def readable(self, version: QuestionVersion, value: Any) -> str:
        return str(value["name"])

    def ask(self, version: QuestionVersion) -> str:
        return _("Choose an organisation, or type its name")
