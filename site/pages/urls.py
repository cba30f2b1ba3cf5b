"""Addresses of the site around the domain."""

from django.urls import path
from wagtail.contrib.sitemaps import views as sitemap_views

from core.sitemaps import sections
from pages.views import wellknown

urlpatterns = [
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
