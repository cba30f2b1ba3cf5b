"""The list of peer reviews, each programme and each review that everybody may know of, for search engines."""

from typing import Any

from core.sitemaps import Lists, Sitemap
from peer_review.reviews.queries.reviews import programmes, shown


class ReviewLists(Lists):
    names = ("peer_reviews:list",)


class ProgrammeSitemap(Sitemap):
    limit = 1000

    def items(self) -> Any:
        return programmes().order_by("pk")


class ReviewSitemap(Sitemap):
    limit = 1000

    def items(self) -> Any:
        return shown().order_by("pk")
