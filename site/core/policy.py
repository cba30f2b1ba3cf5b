"""What a page may load and run. Strict for the public; looser, but not open, for Wagtail's editor."""

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

EDITOR = "/admin/"


class ContentPolicy(CSPMiddleware):
    """The policy of settings.CONTENT_SECURITY_POLICY, and beneath the editor that of settings.EDITOR_POLICY."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if _in_editor(request) and HEADER in response:
            # A preview: the editor asked for the public page inside and got its policy with it. The page keeps to that,
            # but may stand in the editor's frame.
            response[HEADER] = response[HEADER].replace("frame-ancestors 'none'", "frame-ancestors 'self'")
            response["X-Frame-Options"] = "SAMEORIGIN"
        return super().process_response(request, response)

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts: PolicyParts = super().get_policy_parts(request, response, report_only)
        if _in_editor(request) and not report_only:
            parts.replace = {**settings.EDITOR_POLICY, **(parts.replace or {})}
        return parts


def _in_editor(request: HttpRequest) -> bool:
    return request.path_info.startswith(EDITOR)
