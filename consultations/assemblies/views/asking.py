"""A page that asks for something, and what follows when it is given."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from accounts.gates import StaffRequest
from accounts.models import User
from consultations.assemblies.forms.asking import AskingForm
from core import acts
from core.private_pages import private


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, also where that is nothing: a form without a field is sent too."""
    return request.POST if request.method == "POST" else None


def carried_out(form: AskingForm, *, by: User) -> bool:
    """Carry a valid form out by its own verb, as `core.acts.carried_out` does."""
    return acts.carried_out(form, lambda: form.carry_out(by=by), blames=form.blames)


def ask(request: StaffRequest, form: AskingForm, *, then: str, back: Any = "") -> HttpResponse:
    """Draw a form, or carry it out and go to the address `then`. What was typed stays where it is refused."""
    if request.method == "POST" and form.is_valid() and carried_out(form, by=request.user):
        messages.success(request, str(form.said))
        return private(redirect(then))
    return private(render(request, "assemblies/asking.html", {"form": form, "back": then, "back_text": back}))
