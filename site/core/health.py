"""Is the process alive, and may it take traffic?"""

from collections.abc import Callable

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import resolve
from django.views.decorators.cache import never_cache

PROBES = ("/-/liveness", "/-/readiness")


class Probes:
    """Answers the health addresses before anything looks at the host: a balancer asks by an IP address of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info not in PROBES:
            return self.get_response(request)
        request.resolver_match = match = resolve(request.path_info)  # the log names it
        answer: HttpResponseBase = match.func(request)
        return answer


@never_cache
def liveness(request: HttpRequest) -> JsonResponse:
    """The process answers. Touches nothing else, so that a slow database does not get it killed."""
    return JsonResponse({"status": "alive"})


@never_cache
def readiness(request: HttpRequest) -> JsonResponse:
    """503 until the database answers and no migration waits."""
    try:
        executor = MigrationExecutor(connection)
        behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except Exception:  # noqa: BLE001 - whatever is wrong with the database, the answer is the same
        return JsonResponse({"status": "no database"}, status=503)
    if behind:
        return JsonResponse({"status": "migrations wait"}, status=503)
    return JsonResponse({"status": "ready"})
