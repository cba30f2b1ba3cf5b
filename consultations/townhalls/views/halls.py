"""The town hall that an address names: for everybody, or for those at its desk."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from accounts.gates import StaffRequest, only_for
from consultations.townhalls.models import TownHallPage
from consultations.townhalls.queries import shown
from consultations.townhalls.rules import may_host

for_hosts = only_for(may_host, _("Only the hosts and moderators of town halls may come in here."))


def hall_or_404(pk: int) -> TownHallPage:
    """Return a town hall that everybody may see. Raises Http404 for any other."""
    hall: TownHallPage = get_object_or_404(shown(), pk=pk)
    return hall


def hosted_or_404(request: StaffRequest, pk: int) -> TownHallPage:
    """Return a town hall that this person hosts. Raises Http404 for any other."""
    hall: TownHallPage = get_object_or_404(TownHallPage, pk=pk)
    if not may_host(request.user, hall):
        raise Http404
    return hall
