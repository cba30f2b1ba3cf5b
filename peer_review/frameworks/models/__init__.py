"""The rows of frameworks."""

from peer_review.frameworks.models.framework import Framework, FrameworkVersion
from peer_review.frameworks.models.lines import Line, Prompt, Theme

__all__ = ["Framework", "FrameworkVersion", "Line", "Prompt", "Theme"]
