"""What the header and footer of every page need."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site_chrome(request: HttpRequest) -> dict[str, Any]:
    return {"service_name": settings.SERVICE_NAME, "base_url": settings.BASE_URL}
