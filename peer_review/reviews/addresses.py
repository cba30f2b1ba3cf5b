"""How a review's reference stands in an address."""

from django.urls import register_converter


class ReferenceConverter:
    """Takes `PR-3`, also typed as `pr-3`; the doors send that on to the one address of the page."""

    regex = r"[Pp][Rr]-[0-9]{1,6}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ReferenceConverter, "peer_review")

OF_ONE = "<peer_review:reference>/"
"""What the addresses below one review begin with, so that no framework or programme is taken for a review."""
