"""The pages of alerts: asked for from a search, confirmed from the mail, changed and stopped."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from accounts.limits import is_over
from core.asking import form_page
from core.errors import Refused
from core.private_pages import private
from search.alerts import domain, limits
from search.alerts.forms import AlertForm, FrequencyForm, OpenForm
from search.alerts.links import alert_to_confirm, alert_to_stop, is_to_stop, subscriber_of
from search.alerts.presenters import followed, followed_by, rows_of, saved, way_back
from search.alerts.queries import SESSION_KEY, alerts_of, proven_address, subscribers_of
from search.asked import Asked, read
from search.models import LONGEST_SEARCH, Alert, Subscriber


@never_cache
@form_page
def new(request: HttpRequest) -> HttpResponse:
    """Ask how often and where to. An address that is not proven yet is asked first, whatever it gets already."""
    asked = read(request.GET)
    if asked.is_empty:
        return redirect("search:search")
    address = proven_address(request)
    form = AlertForm(request.POST or None, address=address, initial={"email": _own_address(request)})
    too_long = len(asked.canonical) > LONGEST_SEARCH
    if request.method == "POST" and form.is_valid() and not too_long:
        email = address or form.cleaned_data["email"]
        if is_over(limits.ASKINGS, request, about=email):
            form.add_error(None, _("Too many emails were asked for. Try again in an hour."))
        elif not address:
            domain.ask_for_alert(email=email, search=asked.canonical, frequency=form.cleaned_data["frequency"])
            return private(render(request, "alerts/sent.html", {"email": email, "back": way_back(asked, request)}))
        elif _set_up(request, form, email, asked):
            return redirect("alerts:list")
    rows = rows_of(asked)
    context = {
        "form": form,
        "address": address,
        "rows": rows,
        "followed": followed(asked, rows),
        "back": way_back(asked, request),
        "too_long": too_long,
    }
    return private(render(request, "alerts/new.html", context))


def _own_address(request: HttpRequest) -> str:
    return request.user.email if request.user.is_authenticated else ""


def _set_up(request: HttpRequest, form: AlertForm, email: str, asked: Asked) -> bool:
    try:
        domain.set_up_alert(email=email, search=asked.canonical, frequency=form.cleaned_data["frequency"])
    except Refused as refusal:
        form.add_error(None, refusal.reasons)
        return False
    what = followed(asked, rows_of(asked)) or _("this search")
    messages.success(request, _("We will send emails about %(what)s to %(email)s.") % {"what": what, "email": email})
    return True


@never_cache
@form_page
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once more, for programs that look through mail open every link; the button confirms."""
    alert = None if is_over(limits.OPENINGS, request) else alert_to_confirm(token)
    if alert is None:
        return _ended(request)
    what = followed_by(alert)
    if request.method == "POST":
        domain.confirm(alert=alert)
        _let_in(request, alert.subscriber)
        text = _("We will send emails about %(what)s to %(email)s.")
        messages.success(request, text % {"what": what or _("this search"), "email": alert.subscriber.email})
        return private(redirect("alerts:list"))
    return private(render(request, "alerts/confirm.html", {"saved": saved([alert])[0], "followed": what}))


@never_cache
@form_page
def all_alerts(request: HttpRequest) -> HttpResponse:
    """Show what somebody gets; whoever came without a link is asked for the address, and sent one."""
    if not request.user.is_authenticated and not subscribers_of(request).exists():
        return _ask_for_link(request)
    alerts = list(alerts_of(request))
    addresses = {alert.subscriber.email for alert in alerts}
    context = {"alerts": saved(alerts), "names_address": len(addresses) > 1, "addresses": sorted(addresses)}
    return private(render(request, "alerts/list.html", context))


def _ask_for_link(request: HttpRequest) -> HttpResponse:
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if is_over(limits.LINKS, request, about=email):
            form.add_error(None, _("Too many links were asked for. Try again in an hour."))
        else:
            domain.send_open_link(email=email)
            return private(render(request, "alerts/link_sent.html", {"email": email}))
    return private(render(request, "alerts/send_link.html", {"form": form}))


@never_cache
@require_safe
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address bar: into the session, then on to the alerts."""
    subscriber = None if is_over(limits.OPENINGS, request) else subscriber_of(token)
    if subscriber is None:
        return _ended(request)
    _let_in(request, subscriber)
    return private(redirect("alerts:list"))


@never_cache
@form_page
def change(request: HttpRequest, pk: int) -> HttpResponse:
    alert = _theirs(request, pk)
    form = FrequencyForm(request.POST or None, initial={"frequency": alert.frequency})
    if request.method == "POST" and form.is_valid():
        domain.change_frequency(alert=alert, frequency=form.cleaned_data["frequency"])
        messages.success(request, _("How often you hear from us has been changed."))
        return private(redirect("alerts:list"))
    return private(render(request, "alerts/change.html", {"form": form, "saved": saved([alert])[0]}))


@never_cache
@form_page
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    alert = _theirs(request, pk)
    if request.method == "POST":
        what = followed_by(alert) or _("this search")
        domain.stop(alert=alert)
        messages.success(request, _("You will get no more emails about %(what)s.") % {"what": what})
        return private(redirect("alerts:list"))
    context = {"saved": saved([alert])[0], "back": reverse("alerts:list")}
    return private(render(request, "alerts/stop.html", context))


@never_cache
@form_page
def stop_all(request: HttpRequest) -> HttpResponse:
    subscribers = list(subscribers_of(request))
    if request.method == "POST":
        for subscriber in subscribers:
            domain.stop_all(subscriber=subscriber)
        return private(render(request, "alerts/stopped.html", {"all": True}))
    if not subscribers:
        return private(redirect("alerts:list"))
    return private(render(request, "alerts/stop_all.html", {"emails": [one.email for one in subscribers]}))


@never_cache
@csrf_exempt
@form_page
def stop_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Stop one alert for whoever holds its mail: a page with a button, or the one POST of a mail program (RFC 8058).

    Nothing can be gained by forging the POST without the token, and a mail program has no cookie.
    """
    alert = alert_to_stop(token)
    if alert is None:
        if not is_to_stop(token):
            return _ended(request)
        return private(render(request, "alerts/stopped.html"))
    if request.method == "POST":
        what = followed_by(alert)
        domain.stop(alert=alert)
        return private(render(request, "alerts/stopped.html", {"followed": what}))
    return private(render(request, "alerts/stop.html", {"saved": saved([alert])[0]}))


def _theirs(request: HttpRequest, pk: int) -> Alert:
    return get_object_or_404(alerts_of(request), pk=pk)


def _let_in(request: HttpRequest, subscriber: Subscriber) -> None:
    """Remember in the session that this browser holds the link. The session's own key changes, against fixation."""
    request.session[SESSION_KEY] = str(subscriber.key)
    request.session.cycle_key()


def _ended(request: HttpRequest) -> HttpResponse:
    """Say how to go on, in the same words for a wrong link and for one that has ended."""
    return private(render(request, "alerts/ended.html", status=404))
