"""Is the process alive, and may it take traffic?"""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache


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
