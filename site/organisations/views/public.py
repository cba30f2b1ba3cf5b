"""The register, as the autocomplete asks for it."""

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from organisations.presenters import suggestion
from organisations.queries import SUGGESTIONS, search_register

LONGEST_QUESTION = 100


@require_safe
@cache_control(public=True, max_age=300)
def suggest(request: HttpRequest) -> JsonResponse:
    """Return up to twelve bodies for `?q=`: two queries, whatever the register holds."""
    today = timezone.localdate()
    found = search_register(request.GET.get("q", "")[:LONGEST_QUESTION], on=today)[:SUGGESTIONS]
    return JsonResponse({"suggestions": [suggestion(body, today) for body in found]})
