"""What search engines are told of. Each room offers its own section when Django starts."""

from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap as DjangoSitemap
from django.urls import reverse


class Sitemap(DjangoSitemap):
    """A section whose addresses begin with BASE_URL, whatever host was asked."""

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.BASE_URL).netloc

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.BASE_URL).scheme


class Lists(Sitemap):
    """Pages that no row stands for; `names` are those of their addresses."""

    names: ClassVar[tuple[str, ...]] = ()

    def items(self) -> tuple[str, ...]:
        return self.names

    def location(self, item: str) -> str:
        return reverse(item)


_sections: dict[str, type[DjangoSitemap]] = {}


def offer_sitemap(section: str, sitemap: type[DjangoSitemap]) -> None:
    """Add a section. Raises ValueError when another has its name."""
    if _sections.setdefault(section, sitemap) is not sitemap:
        raise ValueError(f"There are two sitemap sections named {section}.")


def sections() -> dict[str, type[DjangoSitemap]]:
    """Return every section by its name, for the addresses of the site."""
    return dict(_sections)
