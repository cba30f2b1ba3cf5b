"""Addresses of the site around the domain."""

from django.templatetags.static import static
from django.urls import path
from django.views.generic import RedirectView
from wagtail.contrib.sitemaps import views as sitemap_views

from core.sitemaps import sections
from pages.views import wellknown


class Icon(RedirectView):
    """Browsers ask for this address beside a feed or a file, which can't name an icon."""

    def get_redirect_url(self, *args: object, **kwargs: object) -> str:
        return static("img/mark.svg")


urlpatterns = [
    path("favicon.ico", Icon.as_view()),
    path("robots.txt", wellknown.robots, name="robots-txt"),
    path(".well-known/security.txt", wellknown.security, name="security-txt"),
    path(
        "sitemap.xml",
        sitemap_views.index,
        {"sitemaps": sections(), "sitemap_url_name": "sitemap-section"},
        name="sitemap-index",
    ),
    path("sitemap-<section>.xml", sitemap_views.sitemap, {"sitemaps": sections()}, name="sitemap-section"),
]
