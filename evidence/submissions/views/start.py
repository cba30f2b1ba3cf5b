"""Starting, and coming back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.limits import is_over
from consultations.calls.enums import Format
from consultations.calls.formats import label_with_language
from consultations.calls.models import CallPage
from consultations.calls.queries import formats_taken
from core.errors import Refused
from core.private_pages import private
from evidence.submissions import limits
from evidence.submissions.deadline import why_closed
from evidence.submissions.domain.links import holder_of
from evidence.submissions.domain.start import send_links_again, start_submission
from evidence.submissions.enums import RespondentKind
from evidence.submissions.forms.start import KindForm, LinkForm, StartForm
from evidence.submissions.views.access import let_in, no_access
from evidence.submissions.views.calls import for_answering
from evidence.submissions.views.later import proven_address


@never_cache
@for_answering
def start(request: HttpRequest, call: CallPage) -> HttpResponse:
    """First who answers (a plain GET), then the details that belong to that kind. `?format=` says in which format."""
    asked = request.GET.get("format", "")
    answered_in = Format(asked) if asked in Format.values else Format.STANDARD
    address = proven_address(request, call)
    if closed := why_closed(call, email=address, format=answered_in):
        return _closed(request, call, closed)
    kind = request.GET.get("kind", "")
    if kind not in RespondentKind.values:
        form = KindForm(request.GET if "kind" in request.GET or "next" in request.GET else None)
        context = {"call": call, "form": form, "format": answered_in, "named": _named(answered_in)}
        return render(request, "submissions/start_kind.html", context)
    return _details(request, call, _form(request, call, RespondentKind(kind), answered_in, address))


def _form(request: HttpRequest, call: CallPage, kind: RespondentKind, answered_in: Format, address: str) -> StartForm:
    taken = formats_taken(call, timezone.now())
    initial: dict[str, object] = {"format": answered_in}
    if request.user.is_authenticated:
        initial |= {"name": request.user.get_full_name(), "email": request.user.email}
    return StartForm(
        request.POST or None,
        kind=kind,
        formats=[one for one in Format if one in taken or one is answered_in],
        address=address,
        initial=initial,
    )


def _details(request: HttpRequest, call: CallPage, form: StartForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        if is_over(limits.STARTS, request):
            form.add_error(None, _("Too many submissions were started from here. Try again in an hour."))
        else:
            try:
                contributor = start_submission(
                    call=call,
                    respondent=form.respondent(),
                    email=form.address(),
                    is_proven=form.is_proven,
                    user=request.user if request.user.is_authenticated else None,
                    format=form.format(),
                    key=form.submission_key(),
                )
            except Refused as refused:
                form.add_error(None, refused.reasons)
            else:
                let_in(request, contributor)
                text = _("We sent a private link to %(email)s. Use it to come back to your answers.")
                messages.success(request, text % {"email": contributor.email})
                return redirect("respond:tasks", contributor.submission.key)
    context = {"call": call, "form": form, "kind": form.kind, "back": _address(call, form.initial["format"])}
    return render(request, "submissions/start_details.html", context)


def _closed(request: HttpRequest, call: CallPage, why: str) -> HttpResponse:
    """It is closed to this visitor; who answers in another format may have longer."""
    formats = [(label_with_language(one), one.value) for one in formats_taken(call, timezone.now())]
    return render(request, "submissions/closed.html", {"call": call, "why": why, "formats": formats})


def _address(call: CallPage, answered_in: Format) -> str:
    address = reverse("respond:start", args=[call.code])
    return address if answered_in is Format.STANDARD else f"{address}?format={answered_in}"


def _named(answered_in: Format) -> str:
    return "" if answered_in is Format.STANDARD else label_with_language(answered_in)


@never_cache
@require_safe
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address bar: into the session, then on to the submission."""
    contributor = None if is_over(limits.OPENINGS, request) else holder_of(token)
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
        if is_over(limits.LINKS, request, about=email.lower()):
            form.add_error(None, _("Too many links were asked for. Try again in an hour."))
        else:
            send_links_again(email=email)
            return private(render(request, "submissions/link_sent.html", {"email": email}))
    return private(render(request, "submissions/send_link.html", {"form": form}))
