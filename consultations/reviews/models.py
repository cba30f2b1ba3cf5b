"""A review: the container under which workstreams, calls, town halls and reports stand."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from core.page_addresses import LastingAddress
from core.page_views import shown_by
from core.rich_text import PROSE


class ReviewPage(LastingAddress, Page):
    summary = models.TextField(help_text=_("What this review asks, in one or two sentences."))
    body = RichTextField(blank=True, features=PROSE)
    begins_on = models.DateField(null=True, blank=True)
    reports_on = models.DateField(null=True, blank=True, help_text=_("The day the report was, or is to be, published."))
    contact = models.EmailField(blank=True)

    serve = serve_preview = shown_by("consultations.reviews.views.review_page")
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = [
        "workstreams.WorkstreamPage",
        "calls.CallPage",
        "townhalls.TownHallPage",
        "assemblies.BodyPage",
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
        verbose_name = _("review")
