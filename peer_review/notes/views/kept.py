"""What is kept on a phone and was not sent: read by whoever wrote it, also once they may write no notes any more."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.gates import StaffRequest, only_for
from core.private_pages import private

for_anybody_signed_in = only_for(lambda _user: True, _("Sign in first."))


@for_anybody_signed_in
@require_safe
def kept(request: StaffRequest) -> HttpResponse:
    """The site knows nothing of these notes: the page finds them in the browser's own storage."""
    return private(render(request, "peer_notes/kept_page.html", {"writer": request.user.pk}))
