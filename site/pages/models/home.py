"""The first page: what is open now, what is live now, what was decided lately."""

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from core.page_addresses import LastingAddress
from core.page_views import shown_by


class HomePage(LastingAddress, Page):
    """The lists are the rooms' own (core.panels, place "home"); each says what would be there when it is empty."""

    introduction = models.TextField(blank=True)

    serve = serve_preview = shown_by("pages.views.words.home")
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "reviews.ReviewPage",
        "assemblies.BodyPage",
        "pages.ContentPage",
        "pages.PrivacyNoticePage",
        "pages.CookiePage",
        "pages.ContactPage",
    ]
    content_panels: ClassVar[list[FieldPanel]] = [*Page.content_panels, FieldPanel("introduction")]
