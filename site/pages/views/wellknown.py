"""What machines ask of every site: robots.txt and security.txt."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.feeds import absolute

# Private rooms; nothing secret hangs on this list, because each of them asks who comes.
NOT_FOR_ROBOTS = ("/admin/", "/accounts/", "/respond/", "/desk/", "/my/", "/mail/", "/design/")
# RFC 9116 asks for less than a year. Counted from today, the file can't go stale on a site that runs.
SECURITY_TXT_HOLDS = timedelta(days=180)


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS),
        "",
        f"Sitemap: {absolute(reverse('sitemap-index'))}",
    ]
    return _plain(lines)


@require_safe
@cache_control(public=True, max_age=3600)
def security(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116)."""
    today = datetime.combine(timezone.now().astimezone(UTC).date(), time(), UTC)
    return _plain(
        [
            f"Contact: {settings.SECURITY_CONTACT}",
            f"Expires: {(today + SECURITY_TXT_HOLDS).isoformat().replace('+00:00', 'Z')}",
            f"Canonical: {absolute(reverse('security-txt'))}",
            "Preferred-Languages: en",
        ]
    )


def _plain(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
