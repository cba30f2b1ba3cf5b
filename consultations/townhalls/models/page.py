"""A town hall as editors announce it: when, where, who answers, what it is about."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from consultations.townhalls.enums import Moderation, Privacy, TownHallState
from core.page_addresses import LastingAddress
from core.page_views import shown_by
from core.rich_text import PROSE


class TownHallPage(LastingAddress, Page):
    summary = models.TextField(_("What it is about"), max_length=300, help_text=_("One or two sentences."))
    body = RichTextField(_("Background"), blank=True, features=PROSE)
    starts_at = models.DateTimeField(_("Begins"), help_text=_("Date and time in London."))
    ends_at = models.DateTimeField(_("Ends"), help_text=_("Date and time in London."))
    place = models.CharField(max_length=200, blank=True, help_text=_("A building and a room, or nothing for online."))
    joining_link = models.URLField(blank=True, help_text=_("Where people watch. It is public."))
    recording_link = models.URLField(blank=True)
    workstream = models.ForeignKey(
        "workstreams.WorkstreamPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="town_halls"
    )
    moderation = models.CharField(_("Contributions are"), max_length=10, choices=Moderation, default=Moderation.BEFORE)
    privacy = models.CharField(_("Who may speak"), max_length=10, choices=Privacy, default=Privacy.CONFIRMED)
    anonymity_offered = models.BooleanField(
        default=True, help_text=_("People may ask that their name is not shown to the public.")
    )
    state = models.CharField(max_length=10, choices=TownHallState, default=TownHallState.ANNOUNCED, editable=False)
    summing_up = RichTextField(_("Summary afterwards"), blank=True, features=PROSE)

    serve = shown_by("consultations.townhalls.views.public.town_hall_page")
    serve_preview = shown_by("consultations.townhalls.views.public.preview")
    parent_page_types: ClassVar[list[str]] = [
        "reviews.ReviewPage",
        "workstreams.WorkstreamPage",
        "assemblies.SessionPage",
    ]
    subpage_types: ClassVar[list[str]] = []
    exclude_fields_in_copy: ClassVar[list[str]] = [
        "state",
        "recording_link",
        "summing_up",
    ]  # of the session that was held
    content_panels: ClassVar[list[FieldPanel]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("starts_at"), FieldPanel("ends_at"), FieldPanel("place")], heading=_("When and where")
        ),
        MultiFieldPanel([FieldPanel("joining_link"), FieldPanel("recording_link")], heading=_("To watch")),
        FieldPanel("workstream"),
        FieldPanel("body"),
        InlinePanel("agenda", label=_("Agenda")),
        InlinePanel("panellists", label=_("Panel")),
        MultiFieldPanel(
            [FieldPanel("moderation"), FieldPanel("privacy"), FieldPanel("anonymity_offered")],
            heading=_("How people speak"),
        ),
        FieldPanel("summing_up"),
    ]

    class Meta:
        verbose_name = _("town hall")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="town_hall_ends_after_it_begins",
                violation_error_message=_("The end must be after the beginning."),
            ),
        ]

    def with_content_json(self, content: dict[str, Any]) -> "TownHallPage":
        """Return the page as a revision has it, but for its state: a draft from before it began must not undo that."""
        page: TownHallPage = super().with_content_json(content)
        page.state = self.state
        return page


class AgendaItem(Orderable):
    """What is spoken of, in order. `begins_after` is in minutes from the beginning."""

    town_hall = ParentalKey(TownHallPage, on_delete=models.CASCADE, related_name="agenda")
    title = models.CharField(max_length=200)
    begins_after = models.PositiveSmallIntegerField(_("Minutes after the beginning"), default=0)

    panels: ClassVar[list[FieldPanel]] = [FieldPanel("title"), FieldPanel("begins_after")]

    def __str__(self) -> str:
        return self.title


class Panellist(Orderable):
    """Somebody who answers in public, and agreed to be named."""

    town_hall = ParentalKey(TownHallPage, on_delete=models.CASCADE, related_name="panellists")
    name = models.CharField(max_length=150)
    title = models.CharField(_("Post"), max_length=200, blank=True)
    user = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    panels: ClassVar[list[FieldPanel]] = [FieldPanel("name"), FieldPanel("title"), FieldPanel("user")]

    def __str__(self) -> str:
        return self.name
