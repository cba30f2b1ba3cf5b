"""A call: what is asked, of whom, until when."""

from datetime import datetime
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page

from consultations.calls.blocks import QuestionnaireBlock
from consultations.calls.editor import CallPageForm, call_tabs
from consultations.calls.enums import REFERENCE_SERIES, CallKind, CallStatus, Format, Phase
from consultations.calls.publishing import obstacles_to, seen_of
from consultations.calls.times import usual_closing, usual_opening
from core.errors import Refused
from core.page_views import shown_by
from core.references import allot
from core.rich_text import WITH_DOCUMENTS

# Written by verbs on the living row; a revision of the page must not bring back older ones.
WRITTEN_BY_VERBS = ("code", "status", "outcome_at", "late_outcome_reason", "late_outcome_expected")


class CallPage(RoutablePageMixin, Page):
    kind = models.CharField(
        max_length=12,
        choices=CallKind.choices,
        default=CallKind.EVIDENCE,
        help_text=gettext_lazy(
            "A consultation puts forward a proposal and has duties in law; a call for evidence only asks. "
            "It can't be changed later, because references are made from it."
        ),
    )
    code = models.CharField(max_length=12, unique=True, null=True, editable=False)
    status = models.CharField(max_length=10, choices=CallStatus.choices, default=CallStatus.PREPARING, editable=False)
    summary = models.TextField(gettext_lazy("The question in one sentence"), max_length=300)
    audience = models.TextField(gettext_lazy("Who should answer"), help_text=gettext_lazy("One or two sentences."))
    minutes_needed = models.PositiveSmallIntegerField(
        gettext_lazy("Minutes an answer takes"), default=30, validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    body = RichTextField(gettext_lazy("Background"), blank=True, features=WITH_DOCUMENTS)
    opens_at = models.DateTimeField(
        gettext_lazy("Opens"), default=usual_opening, help_text=gettext_lazy("Date and time in London.")
    )
    closes_at = models.DateTimeField(
        gettext_lazy("Closes"),
        default=usual_closing,
        help_text=gettext_lazy("Date and time in London. Say 23:45, not midnight."),
    )
    workstreams = ParentalManyToManyField("workstreams.WorkstreamPage", blank=True, related_name="calls")
    contact_email = models.EmailField(blank=True, help_text=gettext_lazy("Shown until the call closes."))
    contact_telephone = models.CharField(
        max_length=40, blank=True, help_text=gettext_lazy("Shown until the call closes.")
    )
    postal_address = models.TextField(
        blank=True, help_text=gettext_lazy("Where answers on paper go. Shown until the call closes.")
    )
    privacy_notice = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    questionnaire = StreamField(QuestionnaireBlock(), blank=True, verbose_name=gettext_lazy("Questions"))
    wording_note = models.CharField(
        max_length=300,
        blank=True,
        help_text=gettext_lazy("Shown beside the questions, such as: reconstructed from public summaries."),
    )
    sign_off_offered = models.BooleanField(
        default=True, help_text=gettext_lazy("Organisations may ask a colleague to approve.")
    )
    change_reason = models.CharField(
        gettext_lazy("Why you change it"),
        max_length=300,
        blank=True,
        help_text=gettext_lazy(
            "Needed whenever you publish a change that people see. It is kept in the audit log: name no respondent."
        ),
    )
    outcome = RichTextField(
        blank=True,
        features=WITH_DOCUMENTS,
        help_text=gettext_lazy("What was said, and what follows. Not shown until you publish the outcome."),
    )
    outcome_at = models.DateTimeField(null=True, blank=True, editable=False)
    late_outcome_reason = models.TextField(
        blank=True, help_text=gettext_lazy("Why the outcome is later than twelve weeks.")
    )
    late_outcome_expected = models.DateField(null=True, blank=True)

    base_form_class = CallPageForm
    parent_page_types: ClassVar[list[str]] = ["reviews.ReviewPage"]
    subpage_types: ClassVar[list[str]] = []
    exclude_fields_in_copy: ClassVar[list[str]] = [*WRITTEN_BY_VERBS, "change_reason"]
    # What everyone may answer is not for some alone.
    private_page_options: ClassVar[list[str]] = []
    preview_modes: ClassVar[list[tuple[str, Any]]] = [
        ("", gettext_lazy("The call's page")),
        ("respondent", gettext_lazy("As a respondent")),
        ("questions", gettext_lazy("All questions, to print")),
    ]
    edit_handler = call_tabs(Page)

    class Meta:
        verbose_name = gettext_lazy("call")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="call_closes_after_it_opens",
                violation_error_message=gettext_lazy("The closing time must be after the opening time."),
            ),
            models.CheckConstraint(
                condition=~Q(status=CallStatus.OUTCOME) | (~Q(outcome="") & Q(outcome_at__isnull=False)),
                name="outcome_has_words_and_a_time",
                violation_error_message=gettext_lazy("The outcome of this call is published, so it can't be empty."),
            ),
        ]

    # The property `address_is_public`, as a condition of a query.
    WITH_A_PUBLIC_ADDRESS: ClassVar[Q] = Q(first_published_at__isnull=False) | ~Q(status=CallStatus.PREPARING)

    # What respondents saw before the last save, if the call had opened: for the record of a change.
    seen_before: dict[str, Any] | None = None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give a new call its code, such as CFE1, under which all its references stand.

        A save of the whole row remembers in `seen_before` what it replaces: once Wagtail says that it published, that is
        gone.
        """
        with transaction.atomic():
            if not self.code:
                series = REFERENCE_SERIES[CallKind(self.kind)]
                self.code = f"{series}{allot(series)}"
            if self.pk and "update_fields" not in kwargs:
                stored = self.as_stored()
                self.seen_before = seen_of(stored) if stored and stored.has_opened else None
            super().save(*args, **kwargs)

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish a draft, all or nothing.

        Raises Refused with every obstacle that the editor's form would show beside its fields. Publishing many pages,
        or at a set time, comes here without a form.
        """
        with transaction.atomic():
            stored = self.as_stored()
            if stored and (found := list(obstacles_to(stored, revision.as_object()))):
                raise Refused(*(one.why for one in found))
            return super().publish(revision, *args, **kwargs)

    def as_stored(self) -> "CallPage | None":
        """Return the row as it stands, which everyone sees, beside a draft or a form that is to change it."""
        return CallPage._base_manager.filter(pk=self.pk).first()

    def with_content_json(self, content: dict[str, Any]) -> "CallPage":
        """Return the page as a revision has it, but for what verbs write: an old draft must not undo a decision."""
        page: CallPage = super().with_content_json(content)
        for name in WRITTEN_BY_VERBS:
            setattr(page, name, getattr(self, name))
        return page

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

    @property
    def has_opened(self) -> bool:
        """Whether it is open or was: its opening is never undone (calls.publishing)."""
        return self.status != CallStatus.PREPARING and self.opens_at <= timezone.now()

    @property
    def address_is_public(self) -> bool:
        """Whether people may keep links to it. Papers print the address of a call from the day it is cleared."""
        return self.first_published_at is not None or self.status != CallStatus.PREPARING

    @property
    def questions_are_public(self) -> bool:
        """Whether people may read the questions beforehand: from the day the call is cleared."""
        return self.status != CallStatus.PREPARING

    index_route = path("")(shown_by("consultations.calls.views.public.call_page"))
    questions_route = path("questions/")(shown_by("consultations.calls.views.public.all_questions"))
    document_route = path("questions/document/")(shown_by("consultations.calls.views.public.questions_as_document"))
    previews: ClassVar[dict[str, Any]] = {
        "": index_route,
        "respondent": shown_by("consultations.calls.views.preview.as_respondent"),
        "questions": questions_route,
    }

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return self.previews[mode_name](self, request)


class CallDocument(Orderable):
    """A paper of a call in one format, with the day that format was published."""

    call = ParentalKey(CallPage, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField(max_length=200)
    format = models.CharField(max_length=10, choices=Format.choices, default=Format.STANDARD)
    document = models.ForeignKey(
        "wagtaildocs.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    link = models.URLField(blank=True, help_text=gettext_lazy("Instead of a file, such as a film in BSL."))
    published_on = models.DateField()

    panels: ClassVar[list[FieldPanel]] = [
        FieldPanel("title"),
        FieldPanel("format"),
        FieldPanel("document"),
        FieldPanel("link"),
        FieldPanel("published_on"),
    ]

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False) | ~Q(link=""),
                name="call_document_has_a_file_or_a_link",
                violation_error_message=gettext_lazy("Choose a document, or give a link."),
            )
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
    """A later closing time for one format or for one respondent's address. It runs until it is ended or over."""

    call = models.ForeignKey(CallPage, on_delete=models.CASCADE, related_name="extensions")
    format = models.CharField(max_length=10, choices=Format.choices, blank=True)
    email = models.EmailField(blank=True)
    closes_at = models.DateTimeField()
    reason = models.TextField()
    given_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text=gettext_lazy("When it was taken back, or another took its place.")
    )
    ended_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    end_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-given_at"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(format="") & ~Q(email="")) | (~Q(format="") & Q(email="")),
                name="extension_is_for_a_format_or_a_person",
                violation_error_message=gettext_lazy("Give a format or an address, not both."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, end_reason="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
                name="ended_extension_says_who_and_why",
            ),
            models.UniqueConstraint(
                fields=["call", "format"],
                condition=Q(ended_at__isnull=True) & ~Q(format=""),
                name="one_later_time_a_format",
            ),
            models.UniqueConstraint(
                fields=["call", "email"],
                condition=Q(ended_at__isnull=True) & ~Q(email=""),
                name="one_later_time_an_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call_id} until {self.closes_at}"
