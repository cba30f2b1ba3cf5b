"""What the header and footer of every page need."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from pages.chrome import navigation


def site_chrome(request: HttpRequest) -> dict[str, Any]:
    """Return the name, the address and the navigation. Asks nothing of the database."""
    return {
        "service_name": settings.SERVICE_NAME,
        "base_url": settings.BASE_URL,
        "canonical_url": settings.BASE_URL + request.path if request.method == "GET" else "",
        "navigation": navigation(request.path),
    }
