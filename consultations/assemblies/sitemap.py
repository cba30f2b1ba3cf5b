"""The list of standing bodies, for search engines; the bodies themselves stand among the pages."""

from core.sitemaps import Lists


class BodyLists(Lists):
    names = ("assemblies:list",)
