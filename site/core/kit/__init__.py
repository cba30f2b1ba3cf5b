"""The components every room may use, a family a file. Importing this package declares them all."""

from core.kit import actions, charts, navigation, notices, tables, words

__all__ = ["actions", "charts", "navigation", "notices", "tables", "words"]
