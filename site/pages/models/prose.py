"""Pages of words, with the days they were and will be looked over."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from core.page_views import shown_by
from core.rich_text import WITH_DOCUMENTS

REVIEW_PANEL = MultiFieldPanel(
    [FieldRowPanel([FieldPanel("reviewed_on"), FieldPanel("next_review_on")])], heading=_("Looked over")
)


class ProsePage(Page):
    body = RichTextField(features=WITH_DOCUMENTS)
    reviewed_on = models.DateField(_("Last looked over"), null=True, blank=True)
    next_review_on = models.DateField(_("To be looked over by"), null=True, blank=True)

    serve = serve_preview = shown_by("pages.views.words.prose")
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("body"), REVIEW_PANEL]

    class Meta:
        abstract = True


class ContentPage(ProsePage):
    """Any page of words: about, terms, help, accessibility."""

    subpage_types: ClassVar[list[str]] = ["pages.ContentPage"]

    class Meta:
        verbose_name = _("page of words")


class CookiePage(ProsePage):
    """Words about cookies, above the list of those that this site really sets."""

    serve = serve_preview = shown_by("pages.views.words.cookies")
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("cookie page")


class PrivacyNoticePage(ProsePage):
    """A privacy notice with the sections that people look for; a call names the one that holds for it."""

    summary = models.TextField(blank=True, help_text=_("What this is about, in two or three sentences."))
    controller = models.CharField(_("Data controller"), max_length=200)
    data_collected = RichTextField(_("What personal data"), blank=True, features=WITH_DOCUMENTS)
    how_used = RichTextField(_("How they are used, and who sees them"), blank=True, features=WITH_DOCUMENTS)
    lawful_basis = models.CharField(max_length=300, blank=True)
    retention = models.CharField(_("How long data are kept"), max_length=300, blank=True)
    rights = RichTextField(_("Your rights"), blank=True, features=WITH_DOCUMENTS)
    body = RichTextField(_("Anything else"), blank=True, features=WITH_DOCUMENTS)

    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("controller"),
        FieldPanel("data_collected"),
        FieldPanel("how_used"),
        FieldPanel("lawful_basis"),
        FieldPanel("retention"),
        FieldPanel("rights"),
        FieldPanel("body"),
        REVIEW_PANEL,
    ]

    class Meta:
        verbose_name = _("privacy notice")
