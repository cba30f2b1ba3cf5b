"""The list of town halls, for search engines; the town halls themselves stand among the pages."""

from core.sitemaps import Lists


class TownHallLists(Lists):
    names = ("townhalls:list",)
