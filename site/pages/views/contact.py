"""The contact page's form."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from core.errors import Refused
from pages.domain import send_contact
from pages.forms import ContactForm
from pages.models import ContactPage


def show_or_take(request: HttpRequest, page: ContactPage) -> HttpResponse:
    """Answer a GET with the page, and a POST by sending what was written."""
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            send_contact(**form.cleaned_data, sender=get_adapter().get_client_ip(request) or "")
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            return redirect(f"{page.get_url(request)}?sent=yes")
    context = {
        **page.get_context(request),
        "form": form,
        "sent": request.GET.get("sent") == "yes",
        "contact_email": settings.CONTACT_EMAIL,
        "title": _("We have your message") if request.GET.get("sent") == "yes" else page.title,
    }
    return TemplateResponse(request, "pages/contact_page.html", context)
