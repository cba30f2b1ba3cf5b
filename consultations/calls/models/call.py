"""A call: what is asked, of whom, until when."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page

from consultations.calls.blocks import QuestionnaireBlock
from consultations.calls.enums import REFERENCE_SERIES, CallKind, CallStatus, Format, Phase
from core.references import allot


class CallPage(Page):
    kind = models.CharField(max_length=12, choices=CallKind.choices, default=CallKind.EVIDENCE)
    code = models.CharField(max_length=12, unique=True, null=True, editable=False)
    status = models.CharField(max_length=10, choices=CallStatus.choices, default=CallStatus.PREPARING, editable=False)
    summary = models.TextField("The question in one sentence", max_length=300)
    audience = models.TextField("Who should answer")
    minutes_needed = models.PositiveSmallIntegerField("Minutes an answer takes", default=30)
    body = RichTextField(blank=True, features=["h2", "h3", "bold", "italic", "ol", "ul", "link"])
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    workstreams = ParentalManyToManyField("workstreams.WorkstreamPage", blank=True, related_name="calls")
    contact_email = models.EmailField(blank=True)
    contact_telephone = models.CharField(max_length=40, blank=True)
    postal_address = models.TextField(blank=True)
    privacy_notice = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    questionnaire = StreamField(QuestionnaireBlock(), blank=True)
    wording_note = models.CharField(
        max_length=300,
        blank=True,
        help_text="Shown beside the questions, such as: reconstructed from public summaries.",
    )
    sign_off_offered = models.BooleanField(default=True, help_text="Organisations may ask a colleague to approve.")
    outcome = RichTextField(blank=True, features=["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"])
    outcome_at = models.DateTimeField(null=True, blank=True, editable=False)
    late_outcome_reason = models.TextField(blank=True, help_text="Why the outcome is later than twelve weeks.")
    late_outcome_expected = models.DateField(null=True, blank=True)

    parent_page_types: ClassVar[list[str]] = ["reviews.ReviewPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "call"
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="call_closes_after_it_opens",
                violation_error_message="The closing time must be after the opening time.",
            ),
            models.CheckConstraint(
                condition=~Q(status=CallStatus.OUTCOME) | (~Q(outcome="") & Q(outcome_at__isnull=False)),
                name="outcome_has_words_and_a_time",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give a new call its code, such as CFE1, under which all its references stand."""
        if not self.code:
            series = REFERENCE_SERIES[CallKind(self.kind)]
            self.code = f"{series}{allot(series)}"
        super().save(*args, **kwargs)

    def phase_at(self, now: datetime) -> Phase:
        """Return what the public sees at `now`. A call that was not cleared does not open, whatever its dates."""
        if self.status == CallStatus.PREPARING or now < self.opens_at:
            return Phase.FORTHCOMING
        if now < self.closes_at:
            return Phase.OPEN
        return Phase.OUTCOME if self.status == CallStatus.OUTCOME else Phase.CLOSED

    @property
    def phase(self) -> Phase:
        return self.phase_at(timezone.now())

    @property
    def is_open(self) -> bool:
        return self.live and self.phase is Phase.OPEN


class CallDocument(Orderable):
    """A paper of a call in one format, with the day that format was published."""

    call = ParentalKey(CallPage, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField(max_length=200)
    format = models.CharField(max_length=10, choices=Format.choices, default=Format.STANDARD)
    document = models.ForeignKey(
        "wagtaildocs.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    link = models.URLField(blank=True, help_text="Instead of a file, such as a film in BSL.")
    published_on = models.DateField()

    panels: ClassVar[list[FieldPanel]] = [
        FieldPanel("title"),
        FieldPanel("format"),
        FieldPanel("document"),
        FieldPanel("link"),
        FieldPanel("published_on"),
    ]

    def __str__(self) -> str:
        return self.title


class Check(models.Model):
    """The recorded answer to one point of the checklist that a call must pass before it opens."""

    call = models.ForeignKey(CallPage, on_delete=models.CASCADE, related_name="checks")
    key = models.CharField(max_length=30)
    answer = models.TextField()
    answered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "key"], name="one_answer_a_check")]

    def __str__(self) -> str:
        return self.key


class Extension(models.Model):
    """A later closing time for one format or for one respondent's address."""

    call = models.ForeignKey(CallPage, on_delete=models.CASCADE, related_name="extensions")
    format = models.CharField(max_length=10, choices=Format.choices, blank=True)
    email = models.EmailField(blank=True)
    closes_at = models.DateTimeField()
    reason = models.TextField()
    given_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-given_at"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(format="") & ~Q(email="")) | (~Q(format="") & Q(email="")),
                name="extension_is_for_a_format_or_a_person",
                violation_error_message="Give a format or an address, not both.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.call_id} until {self.closes_at}"
