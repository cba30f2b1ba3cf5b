"""Published reports, for search engines."""

from datetime import datetime
from typing import Any

from core.sitemaps import Sitemap
from peer_review.reports.models import Report
from peer_review.reports.queries.published import published


class ReportSitemap(Sitemap):
    limit = 1000

    def items(self) -> Any:
        return published().order_by("pk")

    def lastmod(self, item: Report) -> datetime | None:
        return item.review.published_at
