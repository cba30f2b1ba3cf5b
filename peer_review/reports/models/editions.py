"""A report as it left the team, sentence by sentence, and the files that were made of it."""

import secrets

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils import timezone

from peer_review.reports.enums import EditionKind, FileKind, PassageKind
from peer_review.reports.models.report import Report


class Edition(models.Model):
    """Pinned, so that what was checked is what is read.

    Once it has its `fingerprint` the database refuses every change to it, to its passages and to its sentences.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=5, choices=EditionKind)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="an_edition_has_its_number"),
            models.UniqueConstraint(fields=["report"], condition=Q(kind="final"), name="one_final_edition_a_report"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} edition {self.number}"

    @property
    def is_final(self) -> bool:
        return self.kind == EditionKind.FINAL


class Passage(models.Model):
    """`anchor` is its name on the page of the report. `code` is what a finding is called in public: R2.

    `title` is what a heading or a finding is called, and the kinds of source that a finding rests on.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=PassageKind)
    anchor = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=6, blank=True)
    title = models.CharField(max_length=300, blank=True)
    finding = models.ForeignKey(
        "peer_findings.Finding", null=True, blank=True, on_delete=models.PROTECT, related_name="passages"
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="a_passage_has_its_place"),
            models.CheckConstraint(
                condition=~Q(kind__in=["finding", "says", "rests", "sources"]) | Q(finding__isnull=False),
                name="what_a_finding_says_is_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.position}"

    def get_absolute_url(self) -> str:
        return f"{self.edition.report.get_absolute_url()}#{self.anchor}"

    @property
    def called(self) -> str:
        """How texts refer to a finding: PR-3 R2."""
        return f"{self.edition.report.review.reference} {self.code}"


class Sentence(models.Model):
    """What a host may comment on. A judgement is the team's, and not theirs to edit."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="sentences")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    is_judgement = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["passage", "position"], name="a_sentence_has_its_place"),
            models.CheckConstraint(condition=~Q(text=""), name="a_sentence_says_something"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


def private_storage() -> Storage:
    return storages["attachments"]


def random_name(instance: "EditionFile", filename: str) -> str:
    """A name that tells nothing and can't be guessed."""
    name = secrets.token_hex(20)
    return f"reports/{name[:2]}/{name}"


class EditionFile(models.Model):
    """A file of an edition, made once, after the edition. Who may read the edition may read it."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=6, choices=FileKind)
    file = models.FileField(storage=private_storage, upload_to=random_name, max_length=100)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(fields=["edition", "kind"], name="one_file_of_a_kind_an_edition")]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.kind}"
