"""What a signed-in person writes and sent."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from core.panels import panels_for
from core.private_pages import private
from evidence.submissions.presenters.my import my_rows


@never_cache
@require_safe
@login_required
def my_submissions(request: HttpRequest) -> HttpResponse:
    rows = my_rows(request.user) if isinstance(request.user, User) else []
    return private(render(request, "submissions/my.html", {"rows": rows, "panels": panels_for("my", request)}))
