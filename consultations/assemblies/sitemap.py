"""The lists of standing bodies and each advice in their register, for search engines; bodies and sessions stand among the pages."""

from datetime import datetime
from typing import Any

from consultations.assemblies.models import Advice
from consultations.assemblies.queries.advice import advice_shown
from core.sitemaps import Lists, Sitemap


class BodyLists(Lists):
    names = ("assemblies:list", "assemblies:advice")


class AdviceSitemap(Sitemap):
    limit = 1000

    def items(self) -> Any:
        return advice_shown().order_by("pk")

    def lastmod(self, item: Advice) -> datetime:
        return item.published_at
