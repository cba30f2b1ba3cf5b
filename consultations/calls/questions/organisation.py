"""A question answered with the name of a body, from the register or not."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.calls.models import QuestionVersion
from consultations.calls.questions.base import Kind
from consultations.calls.questions.widgets import OrganisationWidget
from organisations.models import Organisation

NAME_CHARACTERS = 200


class OrganisationField(forms.Field):
    """Takes a choice from the register and a typed name; returns both as one, or None."""

    widget = OrganisationWidget
    default_error_messages = {
        "unknown": gettext_lazy("Select an organisation from the list, or enter its name"),
        "long": gettext_lazy("Name must be %(limit)d characters or fewer"),
    }

    def to_python(self, value: Any) -> dict[str, Any] | None:
        chosen, typed = value or ("", "")
        name = " ".join(str(typed or "").replace("\x00", "").split())
        if len(name) > NAME_CHARACTERS:
            raise ValidationError(self.error_messages["long"], "long", {"limit": NAME_CHARACTERS})
        if name:
            # A name that is typed as the register writes it means that body.
            body = Organisation.objects.today().filter(name__iexact=name).first()
            return {"id": body.pk if body else None, "name": body.name if body else name}
        return self._registered(str(chosen)) if chosen else None

    def _registered(self, chosen: str) -> dict[str, Any]:
        body = Organisation.objects.filter(pk=int(chosen)).first() if chosen.isascii() and chosen.isdigit() else None
        if body is None:
            raise ValidationError(self.error_messages["unknown"], "unknown")
        return {"id": body.pk, "name": body.name}


class OrganisationKind(Kind):
    def field(self, version: QuestionVersion) -> forms.Field:
        return OrganisationField()

    def readable(self, version: QuestionVersion, value: Any) -> str:
        return str(value["name"])

    def ask(self, version: QuestionVersion) -> str:
        return _("Select an organisation, or enter its name")
