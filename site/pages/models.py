"""Home, and pages of words."""

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

PROSE = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class HomePage(Page):
    introduction = models.TextField(blank=True)

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["reviews.ReviewPage", "pages.ContentPage", "pages.PrivacyNoticePage"]
    content_panels: ClassVar[list[FieldPanel]] = [*Page.content_panels, FieldPanel("introduction")]


class ProsePage(Page):
    """A page of words, with the days it was and will be looked over."""

    body = RichTextField(features=PROSE)
    reviewed_on = models.DateField(null=True, blank=True)
    next_review_on = models.DateField(null=True, blank=True)

    content_panels: ClassVar[list[FieldPanel]] = [
        *Page.content_panels,
        FieldPanel("body"),
        FieldPanel("reviewed_on"),
        FieldPanel("next_review_on"),
    ]

    class Meta:
        abstract = True


class ContentPage(ProsePage):
    """Any page of words: about, terms, contact, help, cookies, accessibility."""

    subpage_types: ClassVar[list[str]] = ["pages.ContentPage"]

    class Meta:
        verbose_name = "page of words"


class PrivacyNoticePage(ProsePage):
    """A privacy notice; a call names the one that holds for it."""

    controller = models.CharField("Data controller", max_length=200)
    lawful_basis = models.CharField(max_length=300, blank=True)
    retention = models.CharField("How long data are kept", max_length=300, blank=True)

    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[FieldPanel]] = [
        *Page.content_panels,
        FieldPanel("controller"),
        FieldPanel("lawful_basis"),
        FieldPanel("retention"),
        FieldPanel("body"),
        FieldPanel("reviewed_on"),
        FieldPanel("next_review_on"),
    ]

    class Meta:
        verbose_name = "privacy notice"
