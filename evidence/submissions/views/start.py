"""Starting, and coming back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from consultations.calls.enums import Format
from consultations.calls.models import CallPage
from core.errors import Refused
from evidence.submissions import limits
from evidence.submissions.deadline import why_closed
from evidence.submissions.domain.links import holder_of
from evidence.submissions.domain.start import send_links_again, start_submission
from evidence.submissions.enums import RespondentKind
from evidence.submissions.forms.start import KindForm, LinkForm, StartForm
from evidence.submissions.views.access import let_in, no_access, private


@never_cache
def start(request: HttpRequest, code: str) -> HttpResponse:
    """First who answers (a plain GET), then the details that belong to that kind."""
    call = CallPage.objects.live().filter(code=code).prefetch_related("extensions").first()
    if call is None:
        raise Http404
    closed = why_closed(call)
    # Somebody with a later date of their own says so, and the verb checks it.
    if closed and "later" not in request.GET:
        return private(render(request, "submissions/closed.html", {"call": call, "why": closed}))
    kind = request.GET.get("kind", "")
    if kind not in RespondentKind.values:
        form = KindForm(request.GET if "kind" in request.GET or "next" in request.GET else None)
        return private(render(request, "submissions/start_kind.html", {"call": call, "form": form}))
    return private(_details(request, call, kind))


def _details(request: HttpRequest, call: CallPage, kind: str) -> HttpResponse:
    user = request.user if request.user.is_authenticated else None
    initial = {"name": user.get_full_name(), "email": user.email} if user else {}
    form = StartForm(request.POST or None, call=call, kind=kind, initial=initial)
    if request.method == "POST" and form.is_valid():
        if limits.is_over(limits.STARTS, request):
            form.add_error(None, _("Too many submissions were started from here. Try again in an hour."))
        else:
            try:
                contributor = start_submission(
                    call=call,
                    respondent=form.respondent(),
                    email=form.cleaned_data["email"],
                    user=user,
                    format=form.cleaned_data.get("format") or Format.STANDARD,
                    key=form.submission_key(),
                )
            except Refused as refused:
                form.add_error(None, refused.reasons)
            else:
                let_in(request, contributor)
                text = _("We sent a private link to %(email)s. Use it to come back to your answers.")
                messages.success(request, text % {"email": contributor.email})
                return redirect("respond:tasks", contributor.submission.key)
    return render(request, "submissions/start_details.html", {"call": call, "form": form, "kind": kind})


@never_cache
@require_safe
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address bar: into the session, then on to the submission."""
    contributor = None if limits.is_over(limits.OPENINGS, request) else holder_of(token)
    if contributor is None:
        return no_access(request)
    let_in(request, contributor)
    return private(redirect("respond:tasks", contributor.submission.key))


@never_cache
def send_link(request: HttpRequest) -> HttpResponse:
    """Send new private links to an address; the page says the same whether it writes anything or not."""
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if limits.is_over(limits.LINKS, request, about=email.lower()):
            form.add_error(None, _("Too many links were asked for. Try again in an hour."))
        else:
            send_links_again(email=email)
            return private(render(request, "submissions/link_sent.html", {"email": email}))
    return private(render(request, "submissions/send_link.html", {"form": form}))
