"""The list of calls, for search engines; the calls themselves stand among the pages."""

from core.sitemaps import Lists


class CallLists(Lists):
    names = ("calls:list",)
