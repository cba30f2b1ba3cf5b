"""A later closing time of one's own: asked for by its address, and used only by whoever reads the mail to that address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.limits import is_over
from consultations.calls.models import CallPage
from core.private_pages import private
from evidence.submissions import limits
from evidence.submissions.deadline import why_closed
from evidence.submissions.domain.later import read_later_link, send_later_link
from evidence.submissions.forms.start import LaterForm
from evidence.submissions.views.access import no_access
from evidence.submissions.views.calls import for_answering

SESSION_KEY = "later"


@never_cache
@for_answering
def ask_later(request: HttpRequest, call: CallPage) -> HttpResponse:
    """Send a link to an address; the page says the same whether it has a later closing time or not."""
    if not why_closed(call):
        return redirect("respond:start", call.code)
    form = LaterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if is_over(limits.LINKS, request, about=email):
            form.add_error(None, _("Too many links were asked for. Try again in an hour."))
        else:
            send_later_link(call=call, email=email)
            return render(request, "submissions/later_sent.html", {"call": call, "email": email})
    return render(request, "submissions/later.html", {"call": call, "form": form})


@never_cache
@require_safe
def open_later(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address bar: into the session, then on to the form of the call."""
    link = None if is_over(limits.OPENINGS, request) else read_later_link(token)
    if link is None:
        return no_access(request)
    request.session[SESSION_KEY] = {**request.session.get(SESSION_KEY, {}), link.code: link.email}
    request.session.cycle_key()
    return private(redirect("respond:start", link.code))


def proven_address(request: HttpRequest, call: CallPage) -> str:
    """Return the address whose mail this browser has read for a later closing time of this call, or nothing."""
    return str(request.session.get(SESSION_KEY, {}).get(call.code, ""))
