"""The session that an address names: for everybody, or for those at its desk."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from accounts.gates import only_for
from consultations.assemblies.models import BodyPage, SessionPage
from consultations.assemblies.queries.bodies import sessions_shown, shown
from consultations.assemblies.rules import may_run

for_the_secretariat = only_for(may_run, _("Only the secretariat may come in here."))


def session_or_404(pk: int) -> SessionPage:
    """Return a session that everybody may see. Raises Http404 for any other."""
    session: SessionPage = get_object_or_404(sessions_shown(), pk=pk)
    return session


def shown_body_or_404(pk: int) -> BodyPage:
    """Return a body that everybody may see. Raises Http404 for any other."""
    body = shown().filter(pk=pk).first()
    if body is None:
        raise Http404
    return body
