"""Published submissions, for search engines."""

from datetime import datetime

from django.db.models import QuerySet

from core.sitemaps import Lists, Sitemap
from evidence.publication.models import Edition


class EditionSitemap(Sitemap):
    limit = 5000

    def items(self) -> QuerySet[Edition]:
        return Edition.objects.only("reference", "published_at")

    def lastmod(self, item: Edition) -> datetime:
        return item.published_at


class RegisterLists(Lists):
    names = ("publication:register",)
