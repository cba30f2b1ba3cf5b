"""What waits for a manager, a peer or a host."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.gates import StaffRequest, only_for
from core.panels import panels_for
from core.private_pages import private

for_anybody_signed_in = only_for(lambda _user: True, _("Sign in first."))


@for_anybody_signed_in
@require_safe
def mine(request: StaffRequest) -> HttpResponse:
    context = {"panels": panels_for("peer_review_mine", request, None)}
    return private(render(request, "peer_reviews/mine.html", context))
