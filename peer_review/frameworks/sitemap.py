"""What peers look at, for search engines."""

from datetime import datetime

from django.db.models import QuerySet

from core.sitemaps import Lists, Sitemap
from peer_review.frameworks.models import FrameworkVersion
from peer_review.frameworks.queries import versions_shown


class FrameworkList(Lists):
    names = ("frameworks:list",)


class Frameworks(Sitemap):
    def items(self) -> QuerySet[FrameworkVersion]:
        return versions_shown().order_by("framework", "number")

    def lastmod(self, item: FrameworkVersion) -> datetime | None:
        return item.retired_at or item.published_at
