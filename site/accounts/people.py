"""People in Wagtail: an administrator adds somebody, gives a role, and the person chooses their own password."""

from typing import Any, cast

from django import forms
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import CreateView, EditView, UserViewSet

from accounts.domain import invite, note_person
from accounts.enums import Role
from accounts.models import User


class _PersonForm(forms.ModelForm):
    """Says roles where Wagtail says groups, and offers no others."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = cast("forms.ModelMultipleChoiceField[Group]", self.fields["groups"])
        roles.label = _("Roles")
        roles.queryset = Group.objects.filter(name__in=Role.values).order_by("name")
        for name in ("first_name", "last_name"):
            self.fields[name].required = False

    def clean_email(self) -> str:
        """An address is held in small letters, so that one person has one account."""
        return str(self.cleaned_data["email"]).lower()


class AddPerson(_PersonForm, UserCreationForm):
    def save(self, commit: bool = True) -> User:
        self.instance.set_unusable_password()
        return super().save(commit=commit)


class EditPerson(_PersonForm, UserEditForm):
    pass


class AddPersonView(CreateView):
    def save_instance(self) -> User:
        with transaction.atomic():
            person = super().save_instance()
            invite(user=person, actor=self.request.user)
            if person.is_superuser:
                note_person(user=person, what="change_administrator", administrator=True)
            return person


class EditPersonView(EditView):
    def save_instance(self) -> User:
        with transaction.atomic():
            person = super().save_instance()
            if "is_superuser" in self.form.changed_data:
                note_person(user=person, what="change_administrator", administrator=person.is_superuser)
            if "is_active" in self.form.changed_data:
                note_person(user=person, what="open_or_close", open=person.is_active)
            return person


class PeopleViewSet(UserViewSet):
    menu_label = _("People")
    add_view_class = AddPersonView
    edit_view_class = EditPersonView

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return EditPerson if for_update else AddPerson
