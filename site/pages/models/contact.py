"""How to reach the people behind the site."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from core.page_views import shown_by
from pages.models.prose import REVIEW_PANEL, ProsePage


class ContactPage(ProsePage):
    """Addresses, and a form that is mailed to CONTACT_EMAIL."""

    telephone = models.CharField(max_length=40, blank=True)
    postal_address = models.TextField(blank=True)

    serve = serve_preview = shown_by("pages.views.contact.show_or_take")
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("body"),
        FieldPanel("telephone"),
        FieldPanel("postal_address"),
        REVIEW_PANEL,
    ]

    class Meta:
        verbose_name = _("contact page")
