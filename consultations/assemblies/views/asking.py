"""A page that asks for something, and what follows when it is given."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.gates import StaffRequest
from consultations.assemblies.forms.asking import AskingForm
from core.errors import NotAllowed, Refused
from core.private_pages import private


def ask(request: StaffRequest, form: AskingForm, *, then: str, back: str = "") -> HttpResponse:
    """Draw a form, or carry it out and go to the address `then`; `back` says where its back link leads."""
    if request.method == "POST" and form.is_valid():
        try:
            form.carry_out(by=request.user)
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(form.blames, refused.reasons)
        else:
            messages.success(request, str(form.said))
            return private(redirect(then))
    return private(render(request, "assemblies/asking.html", {"form": form, "back": back or then}))
