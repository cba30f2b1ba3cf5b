"""What a page may load and run. Strict for the public; looser, but not open, for Wagtail's editor."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

EDITOR = "/admin/"


class ContentPolicy(CSPMiddleware):
    """The policy of settings.CONTENT_SECURITY_POLICY, and beneath the editor that of settings.EDITOR_POLICY."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts: PolicyParts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(EDITOR) and not report_only:
            parts.replace = {**settings.EDITOR_POLICY, **(parts.replace or {})}
        return parts
