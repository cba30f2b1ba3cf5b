"""Who looks at a town hall: by their account, or by what this browser's session names."""

from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest

from consultations.townhalls.domain.participants import from_browser, with_account, with_or_without_account
from consultations.townhalls.models import Participant

SESSION_KEY = "participant"


def participant_of(request: HttpRequest) -> Participant | None:
    """Return who this is, as far as we can tell; nobody is made up for somebody who only looks."""
    guest = _of_session(request)
    if not request.user.is_authenticated:
        return guest
    own = with_or_without_account(request.user)
    return own or (guest if guest is not None and guest.user_id is None else None)


def participant_for(request: HttpRequest) -> Participant:
    """Return who this is, for somebody who is about to speak: begun now, if need be."""
    if request.user.is_authenticated:
        return with_account(request.user)
    found = _of_session(request)
    if found is None:
        found = from_browser()
        let_in(request, found)
    return found


def voter_of(request: HttpRequest) -> Participant | None:
    """Return who this is, for somebody who is about to vote; nobody where an address is to be confirmed first."""
    found = with_account(request.user) if request.user.is_authenticated else _of_session(request)
    return found if found is not None and found.may_vote else None


def let_in(request: HttpRequest, participant: Participant) -> None:
    """Have this browser be somebody. The session's own key changes, against fixation."""
    request.session[SESSION_KEY] = participant.key.hex
    request.session.cycle_key()


def _of_session(request: HttpRequest) -> Participant | None:
    """Return whom the session names. Whoever proved an address is its person, with an account or without."""
    key = request.session.get(SESSION_KEY)
    # An account's own only where its address was confirmed: that is the same person, who has not signed in here.
    known = Participant.objects.filter(Q(user=None) | Q(confirmed_at__isnull=False))
    return known.filter(key=UUID(key)).first() if key else None
