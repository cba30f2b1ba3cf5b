"""Whose alerts a browser may see: those of an address whose mail it has read."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from accounts.models import User
from accounts.queries import proven_addresses
from search.models import Alert, Subscriber

SESSION_KEY = "subscriber"


def subscribers_of(request: HttpRequest) -> "QuerySet[Subscriber]":
    """Return the addresses of whoever came by a link in our mail, or is signed in and has verified them."""
    held = request.session.get(SESSION_KEY)
    theirs = Q(key=held) if held else Q(pk__in=())
    if isinstance(request.user, User):
        theirs |= Q(email__in=proven_addresses(request.user))
    return Subscriber.objects.filter(theirs)


def alerts_of(request: HttpRequest) -> "QuerySet[Alert]":
    """Return the alerts that are sent to them."""
    return Alert.objects.confirmed().select_related("subscriber").filter(subscriber__in=subscribers_of(request))


def proven_address(request: HttpRequest) -> str:
    """Return the address that mail may be sent to without asking there first: of the account, or of the link."""
    if isinstance(request.user, User):
        address = request.user.email.lower()
        if address in proven_addresses(request.user):
            return address
    held = request.session.get(SESSION_KEY)
    return str(Subscriber.objects.filter(key=held).values_list("email", flat=True).first() or "") if held else ""
