"""The lists and every statement, for search engines."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from consultations.statements.enums import PLACES
from consultations.statements.models import Statement
from consultations.statements.queries import shown
from core.sitemaps import Lists, Sitemap


class StatementLists(Lists):
    names = tuple(PLACES.values())

    def location(self, item: str) -> str:
        return reverse("statements:list", args=[item])


class Statements(Sitemap):
    def items(self) -> QuerySet[Statement]:
        return shown().order_by("kind", "number")

    def lastmod(self, item: Statement) -> datetime | None:
        return item.current.published_at if item.current else None
