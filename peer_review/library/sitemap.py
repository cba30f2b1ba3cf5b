"""The library, for search engines; what it holds stands in the reports."""

from core.sitemaps import Lists


class LibraryPages(Lists):
    names = ("peer_library:library",)
