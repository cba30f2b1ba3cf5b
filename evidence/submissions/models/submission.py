"""A submission, those who write it, and what of it was sent when."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.calls.enums import Format
from evidence.submissions.enums import (
    Channel,
    Part,
    PublishingChoice,
    RespondentKind,
    SubmissionState,
)
from organisations.models import OrganisationType, Region

if TYPE_CHECKING:
    from evidence.submissions.models.answer import AnswerVersion


class Submission(models.Model):
    """One respondent's answer to one call.

    Its `Answer` rows are the working copy; `current` is what was last sent, and the only thing staff screen.
    """

    key = models.UUIDField(
        unique=True, default=uuid.uuid4, editable=False, help_text=_("Its name in private addresses.")
    )
    call = models.ForeignKey("calls.CallPage", null=True, on_delete=models.SET_NULL, related_name="submissions")
    call_title = models.CharField(
        max_length=255, blank=True, help_text=_("Kept, so that words outlive a deleted call.")
    )
    reference = models.CharField(max_length=20, unique=True, null=True, blank=True)
    state = models.CharField(max_length=14, choices=SubmissionState.choices, default=SubmissionState.DRAFT)
    kind = models.CharField(max_length=12, choices=RespondentKind.choices, blank=True)
    name = models.CharField(_("Respondent's name"), max_length=200, blank=True)
    on_behalf_of = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.SET_NULL, related_name="submissions"
    )
    organisation_name = models.CharField(max_length=200, blank=True, help_text=_("As it was on the day."))
    organisation_type = models.CharField(max_length=10, choices=OrganisationType.choices, blank=True)
    region = models.CharField(max_length=3, choices=Region.choices, blank=True)
    publishing = models.CharField(max_length=12, choices=PublishingChoice.choices, blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.ONLINE)
    format = models.CharField(max_length=10, choices=Format.choices, default=Format.STANDARD)
    wants_sign_off = models.BooleanField(default=False)
    signed_off_by = models.ForeignKey("Contributor", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    signed_off_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    current = models.ForeignKey("SubmissionVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    assigned_to = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="assigned_submissions"
    )
    risk = models.PositiveSmallIntegerField(
        default=0, help_text=_("How much a screener should look out; see domain.risk.")
    )
    not_published_reason = models.CharField(max_length=300, blank=True)
    received_on = models.DateField(null=True, blank=True, help_text=_("The day paper or a telephone call came."))
    entered_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="entered_submissions"
    )
    is_illustration = models.BooleanField(
        default=False, help_text=_("Made for the demonstration; no such person exists.")
    )

    class Meta:
        indexes = [
            models.Index(fields=["call", "state", "submitted_at"]),
            models.Index(fields=["state", "risk", "submitted_at"]),
            models.Index(fields=["assigned_to", "state"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(state="withdrawn")
                | (Q(reference__isnull=False) & Q(submitted_at__isnull=False) & Q(current__isnull=False)),
                name="sent_submission_has_reference_time_and_version",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_published") | ~Q(not_published_reason=""),
                name="unpublished_submission_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | ~Q(publishing="not_at_all"),
                name="published_submission_was_meant_to_be",
            ),
            models.CheckConstraint(
                condition=Q(channel="online") | Q(entered_by__isnull=False), name="paper_has_someone_who_entered_it"
            ),
        ]

    def __str__(self) -> str:
        return self.reference or f"draft {self.pk}"

    @property
    def write_to(self) -> str:
        """The address to which its respondent writes: the call's own, else the service's."""
        return (self.call.contact_email if self.call else "") or str(settings.CONTACT_EMAIL)

    @property
    def came_online(self) -> bool:
        """Whether its respondent wrote it here. Any other was entered by staff, from paper, the telephone or a mail."""
        return self.channel == Channel.ONLINE

    @property
    def was_sent(self) -> bool:
        """Whether its respondent sent it, or staff recorded it, at least once: also of one that was withdrawn since."""
        return self.current_id is not None


class SubmissionVersion(models.Model):
    """What was sent at one moment: the answers as they stood. Never changed, but by a purge."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.CharField(max_length=80, help_text=_("The actor, as the audit log names them."))
    answers: "models.ManyToManyField[AnswerVersion, models.Model]" = models.ManyToManyField(
        "AnswerVersion", related_name="sent_in"
    )

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="one_sent_version_a_number")]

    def __str__(self) -> str:
        return f"{self.submission} version {self.number}"


class Contributor(models.Model):
    """Somebody who writes a submission, by a private link or signed in. Only a hash of the link's token is kept."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="contributors")
    part = models.CharField(max_length=8, choices=Part.choices, default=Part.WRITER)
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=200, blank=True)
    user = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="contributions"
    )
    token_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    invited_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    joined_at = models.DateTimeField(null=True, blank=True)
    address_proven_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When somebody who reads the mail to this address first came.")
    )
    last_seen_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "email"],
                condition=~Q(email="") & Q(ended_at__isnull=True),
                name="one_part_an_address",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def audit_name(self) -> str:
        return f"contributor:{self.pk}"


class Clarification(models.Model):
    """A question of the secretariat's to a respondent, and the reply."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="clarifications")
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    question = models.TextField()
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        "accounts.User",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Who of the staff wrote down a reply that came by letter, telephone or mail."),
    )

    class Meta:
        ordering = ["asked_at"]

    def __str__(self) -> str:
        return f"clarification {self.pk}"
