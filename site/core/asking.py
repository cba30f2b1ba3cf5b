"""A page that asks for something, and what follows when it is given."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core import acts
from core.errors import Stale
from core.forms import AskingForm
from core.private_pages import private

# For the view of a page with a form: it is read, and sent to the same address.
form_page = require_http_methods(["GET", "HEAD", "POST"])


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, also where that is nothing: a form without a field is sent too."""
    return request.POST if request.method == "POST" else None


def carried_out(form: AskingForm, *, by: Any) -> bool:
    """Carry a valid form out by its own verb, as `core.acts.carried_out` does. One that is out of date shows what stands now."""

    def act() -> None:
        try:
            form.carry_out(by=by)
        except Stale:
            form.show_what_stands()
            raise

    return acts.carried_out(form, act, blames=form.blames)


def ask(request: HttpRequest, form: AskingForm, *, then: str, back: Any = "") -> HttpResponse:
    """Draw a form, or carry it out and go to the address `then`, or where the form itself leads.

    The page leads back to `then`, in the words `back`.
    What was typed stays where it is refused. The view's own door has let the person in; nothing of it is cached.
    """
    if request.method == "POST" and form.is_valid() and carried_out(form, by=request.user):
        if form.said:
            messages.success(request, str(form.said))
        return private(redirect(form.leads_to or then))
    return private(render(request, form.template, {"form": form, "back": then, "back_text": back}))
