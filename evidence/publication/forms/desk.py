"""What one may ask of the desk, and hand out there."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.calls.models import CallPage
from evidence.publication.desk import NOBODY, Care, Order, View, Wish
from evidence.submissions.enums import RespondentKind

ANY = ("", _("Any"))


class DeskForm(forms.Form):
    """The filters of the desk, from its address. What is not a choice is passed over: old links must not break."""

    call = forms.ChoiceField(required=False, label=_("Call"))
    kind = forms.ChoiceField(required=False, label=_("From"), choices=[ANY, *RespondentKind.choices])
    care = forms.ChoiceField(required=False, label=_("Care needed"), choices=[ANY, *Care.choices])
    files = forms.ChoiceField(  # type: ignore[assignment]  # a field, and not the form's own uploads
        required=False, label=_("Attachments"), choices=[ANY, ("yes", _("With")), ("no", _("Without"))]
    )
    order = forms.ChoiceField(required=False, label=_("Order"), choices=Order.choices)

    FILTERS = ("call", "kind", "care", "with", "files")

    def __init__(self, data: Any, *, people: list[User]) -> None:
        super().__init__(data, auto_id="filter-%s")
        calls = CallPage.objects.exclude(code=None).order_by("-opens_at").values_list("code", "title")
        self.fields["call"].choices = [ANY, *((code, f"{code} {title}") for code, title in calls)]  # type: ignore[attr-defined]
        # "with" can't be the name of an attribute.
        self.fields["with"] = forms.ChoiceField(
            required=False,
            label=_("With"),
            choices=[ANY, (NOBODY, _("Nobody")), *((str(person.pk), str(person)) for person in people)],
        )
        self.order_fields(["call", "kind", "care", "with", "files", "order"])

    def wish(self) -> Wish:
        filters = {name: self._valid(name) for name in self.FILTERS}
        return Wish(
            view=View(self.data["view"]) if self.data.get("view") in View.values else View.TO_READ,
            order=Order(self._valid("order") or Order.OLDEST),
            filters={name: value for name, value in filters.items() if value},
        )

    def _valid(self, name: str) -> str:
        value = self.data.get(name, "")
        return value if value in {str(one) for one, _label in self.fields[name].choices} else ""  # type: ignore[attr-defined]


class HandOutForm(forms.Form):
    """Whom chosen submissions go to."""

    to = forms.ChoiceField(
        label=_("Give the chosen ones to"),
        error_messages={
            "required": _("Select who should have them"),
            "invalid_choice": _("Select who should have them"),
        },
    )

    def __init__(self, *args: Any, people: list[User], me: User, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "use_required_attribute": False})
        self.people = {str(person.pk): person for person in people}
        others = [(key, str(person)) for key, person in self.people.items() if person.pk != me.pk]
        mine = [(str(me.pk), _("Me"))] if str(me.pk) in self.people else []
        self.fields["to"].choices = [*mine, *others, (NOBODY, _("Nobody"))]  # type: ignore[attr-defined]

    def person(self) -> User | None:
        """Return the chosen person, or None for nobody."""
        return self.people.get(self.cleaned_data["to"])
