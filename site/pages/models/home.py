"""The first page: what is open now, what is live now, what was decided lately."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from core.panels import panels_for


class HomePage(Page):
    """The lists are the rooms' own (core.panels, place "home"); each says what would be there when it is empty."""

    introduction = models.TextField(blank=True)

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "reviews.ReviewPage",
        "pages.ContentPage",
        "pages.PrivacyNoticePage",
        "pages.CookiePage",
        "pages.ContactPage",
    ]
    content_panels: ClassVar[list[FieldPanel]] = [*Page.content_panels, FieldPanel("introduction")]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "panels": panels_for("home", request, self)}
