"""A review: the container under which workstreams, calls, town halls and reports stand."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from core.panels import panels_for


class ReviewPage(Page):
    summary = models.TextField(help_text="What this review asks, in one or two sentences.")
    body = RichTextField(blank=True, features=["h2", "h3", "bold", "italic", "ol", "ul", "link"])
    begins_on = models.DateField(null=True, blank=True)
    reports_on = models.DateField(null=True, blank=True, help_text="The day the report was, or is to be, published.")
    contact = models.EmailField(blank=True)

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = [
        "workstreams.WorkstreamPage",
        "calls.CallPage",
        "pages.ContentPage",
        "pages.PrivacyNoticePage",
    ]
    content_panels: ClassVar[list[FieldPanel]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("begins_on"),
        FieldPanel("reports_on"),
        FieldPanel("contact"),
    ]

    class Meta:
        verbose_name = "review"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the timeline and what the rooms above have to say of this review."""
        from consultations.reviews.crumbs import crumbs_to
        from consultations.reviews.timeline import steps_of

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["breadcrumbs"] = crumbs_to(self, request)
        context["steps"] = steps_of(self, timezone.localdate())
        context["panels"] = panels_for("review", request, self)
        return context
