"""What the public may read of a submission, written out.

Publishing lays down an edition, made by `disclose` for the public; taking it back deletes it. The register, its pages,
feeds, exports and the public index read these tables and no others, so a sealed word has no road to them.
"""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evidence.submissions.enums import RespondentKind
from evidence.submissions.pieces import GAP
from organisations.models import OrganisationType, Region


class Edition(models.Model):
    submission = models.OneToOneField("submissions.Submission", on_delete=models.PROTECT, related_name="edition")
    call = models.ForeignKey("calls.CallPage", on_delete=models.PROTECT, related_name="editions")
    reference = models.CharField(max_length=20, unique=True)
    respondent = models.CharField(max_length=250, help_text=_("As the public may know them."))
    kind = models.CharField(max_length=12, choices=RespondentKind.choices)
    organisation_name = models.CharField(max_length=200, blank=True)
    organisation_type = models.CharField(max_length=10, choices=OrganisationType.choices, blank=True)
    region = models.CharField(max_length=3, choices=Region.choices, blank=True)
    received_on = models.DateField()
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(
        max_length=5, blank=True, help_text=_("Of the answers, where it is not that of the site: cy for Welsh.")
    )
    first_lines = models.CharField(max_length=300, blank=True)
    word_count = models.PositiveIntegerField(default=0)
    is_illustration = models.BooleanField(default=False)

    class Meta:
        ordering = ["-published_at", "-pk"]
        indexes = [
            models.Index(fields=["-published_at"]),
            models.Index(fields=["call", "-published_at"]),
            models.Index(fields=["kind"]),
            models.Index(fields=["region"]),
            models.Index(fields=["organisation_type"]),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("publication:edition", args=[self.reference])


class PublicText(models.Model):
    """Text with its redactions as public pieces: `{"text": …}` or `{"redacted": reason code}`."""

    pieces = models.JSONField(default=list)

    class Meta:
        abstract = True

    @property
    def text(self) -> str:
        """The readable words, each redaction as a gap that is seen but holds no word to be found by."""
        return "".join(piece.get("text", GAP) for piece in self.pieces)


class EditionAnswer(PublicText):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="answers")
    question_version = models.ForeignKey("calls.QuestionVersion", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.edition_id}, {self.position}"


class EditionAttachment(PublicText):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="attachments")
    attachment = models.ForeignKey("submissions.Attachment", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    pages = models.PositiveIntegerField(null=True, blank=True)
    file_cleared = models.BooleanField(default=False, help_text=_("The file itself may be downloaded."))
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The file itself; its text stands on the edition's page."""
        return reverse("publication:attachment", args=[self.edition.reference, self.position])
