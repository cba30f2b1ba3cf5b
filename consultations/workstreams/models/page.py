"""A workstream of a review: its purpose, who leads it, who belongs to it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from core.page_views import shown_by
from core.rich_text import PROSE


class WorkstreamPage(Page):
    purpose = models.TextField(help_text=_("What this workstream is to find out, in one or two sentences."))
    body = RichTextField(blank=True, features=PROSE)

    serve = serve_preview = shown_by("consultations.workstreams.views.public.workstream_page")
    parent_page_types: ClassVar[list[str]] = ["reviews.ReviewPage"]
    subpage_types: ClassVar[list[str]] = ["pages.ContentPage", "townhalls.TownHallPage"]
    content_panels: ClassVar[list[FieldPanel]] = [
        *Page.content_panels,
        FieldPanel("purpose"),
        FieldPanel("body"),
        InlinePanel("people", label=_("Co-chairs and members")),
    ]

    class Meta:
        verbose_name = _("workstream")


class WorkstreamPerson(Orderable):
    """A part in a workstream. `is_named` is whether the person agreed to be named to everybody."""

    class Part(models.TextChoices):
        CO_CHAIR = "co-chair", _("Co-chair")
        MEMBER = "member", _("Member")

    workstream = ParentalKey(WorkstreamPage, on_delete=models.CASCADE, related_name="people")
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.MEMBER)
    name = models.CharField(max_length=150)
    title = models.CharField(_("Post at the time"), max_length=200, blank=True)
    is_named = models.BooleanField(
        _("Named on the public page"), default=True, help_text=_("Only with the person’s consent.")
    )
    user = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    panels: ClassVar[list[FieldPanel]] = [
        FieldPanel("part"),
        FieldPanel("name"),
        FieldPanel("title"),
        FieldPanel("is_named"),
        FieldPanel("user"),
    ]

    def __str__(self) -> str:
        return self.name
