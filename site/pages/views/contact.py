"""The contact page's form."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.errors import Refused
from core.page_views import draw
from pages.crumbs import crumbs_to
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
    sent = request.GET.get("sent") == "yes"
    return draw(
        request,
        page,
        breadcrumbs=crumbs_to(page, request),
        form=form,
        sent=sent,
        contact_email=settings.CONTACT_EMAIL,
        title=_("We have your message") if sent else page.title,
    )
