"""A session of a body: when and where, its agenda, who was there, its recording."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from consultations.assemblies.enums import Mode, Outcome, Presence, SessionState
from core.page_addresses import LastingAddress
from core.page_views import shown_by
from core.rich_text import PROSE


class SessionPage(LastingAddress, Page):
    """Its body is the page above. Its live thread is a town hall below it."""

    summary = models.TextField(_("What it is about"), max_length=300, blank=True)
    body_text = RichTextField(_("Background"), blank=True, features=PROSE)
    starts_at = models.DateTimeField(_("Begins"), help_text=_("Date and time in London."))
    ends_at = models.DateTimeField(_("Ends"), help_text=_("Date and time in London."))
    mode = models.CharField(_("It is held"), max_length=10, choices=Mode, default=Mode.HYBRID)
    place = models.CharField(max_length=200, blank=True, help_text=_("A building and a room."))
    joining_link = models.URLField(blank=True, help_text=_("Where people watch. It is public."))
    recording_link = models.URLField(blank=True)
    state = models.CharField(max_length=14, choices=SessionState, default=SessionState.PLANNED, editable=False)

    serve = serve_preview = shown_by("consultations.assemblies.views.session.session_page")
    parent_page_types: ClassVar[list[str]] = ["assemblies.BodyPage"]
    subpage_types: ClassVar[list[str]] = ["townhalls.TownHallPage"]
    exclude_fields_in_copy: ClassVar[list[str]] = ["state", "recording_link"]
    content_panels: ClassVar[list[FieldPanel]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("starts_at"), FieldPanel("ends_at"), FieldPanel("mode"), FieldPanel("place")],
            heading=_("When and where"),
        ),
        MultiFieldPanel([FieldPanel("joining_link"), FieldPanel("recording_link")], heading=_("To watch")),
        FieldPanel("body_text"),
    ]

    class Meta:
        verbose_name = _("session")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_it_begins",
                violation_error_message=_("The end must be after the beginning."),
            ),
        ]

    @property
    def day(self) -> date:
        """Its day, in London."""
        return timezone.localdate(self.starts_at)

    @property
    def path_of_body(self) -> str:
        """Where its body, the page above it, stands in the tree: by this rows of both are put together without a query."""
        return str(self.path[: -self.steplen])

    def with_content_json(self, content: dict[str, Any]) -> "SessionPage":
        """Return the page as a revision has it, but for its state: a draft from before it began must not undo that."""
        page: SessionPage = super().with_content_json(content)
        page.state = self.state
        return page


class SessionRecording(models.Model):
    """When the recording was started, and by how many seconds that clock is wrong."""

    session = models.OneToOneField(SessionPage, on_delete=models.CASCADE, related_name="recording")
    started_at = models.DateTimeField()
    adjustment = models.SmallIntegerField(default=0)  # seconds

    def __str__(self) -> str:
        return f"{self.session_id} {self.started_at:%H:%M:%S} {self.adjustment:+d}"


class AgendaItem(models.Model):
    """What a session speaks of, and what came of it. `begins_after` and `takes` are minutes; `began_at` is by the clock."""

    session = models.ForeignKey(SessionPage, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=2000, blank=True)
    begins_after = models.PositiveSmallIntegerField(_("Minutes after the beginning"), default=0)
    takes = models.PositiveSmallIntegerField(_("Minutes it takes"), default=15)
    proposal = models.ForeignKey("Proposal", null=True, blank=True, on_delete=models.PROTECT, related_name="items")
    thread = models.ForeignKey(
        "townhalls.TownHallPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    began_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    outcome_text = models.TextField(max_length=2000, blank=True)
    deferred_to = models.ForeignKey(
        SessionPage, null=True, blank=True, on_delete=models.SET_NULL, related_name="deferred_items"
    )
    concluded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", concluded_at__isnull=True) | (~Q(outcome="") & Q(concluded_at__isnull=False)),
                name="an_outcome_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """Whether a member was there, and how."""

    session = models.ForeignKey(SessionPage, on_delete=models.PROTECT, related_name="attendance")
    member = models.ForeignKey("Member", on_delete=models.PROTECT, related_name="attendance")
    presence = models.CharField(max_length=10, choices=Presence)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="there_once")]

    def __str__(self) -> str:
        return f"{self.member_id} at {self.session_id}: {self.presence}"


class QuorumCount(models.Model):
    """How many were there when it was counted, of how many, and how many it took. One that was not met has a reason."""

    session = models.ForeignKey(SessionPage, on_delete=models.PROTECT, related_name="quorum_counts")
    present = models.PositiveSmallIntegerField()
    held = models.PositiveSmallIntegerField(help_text=_("Seats that were held that day."))
    needed = models.PositiveSmallIntegerField()
    reason = models.CharField(_("What was done without a quorum, and why"), max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(present__gte=F("needed")) | ~Q(reason=""), name="a_quorum_not_met_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.present} of {self.held}, {self.needed} needed"
