"""What peers heard. The type of the source is kept; who said it is kept apart, and never shown with a note."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peer_review.room.enums import SourceType
from peer_review.visits.enums import Group


class Note(models.Model):
    """`key` is made where the note was written: what a phone sends twice after a lost line is one note.

    `sent` is the stamp of what came under the key (`core.stamps`): it stays when the note is corrected.

    A note of a peer who stepped out is handed on (`held_by`) or sealed; a sealed note is read by nobody and cited by nothing.
    """

    review = models.ForeignKey("peer_reviews.Review", on_delete=models.CASCADE, related_name="notes")
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    sent = models.CharField(max_length=16, blank=True, editable=False)
    number = models.PositiveIntegerField(help_text=_("Within its review: N12."))
    member = models.ForeignKey("peer_teams.Member", on_delete=models.PROTECT, related_name="notes")
    held_by = models.ForeignKey("peer_teams.Member", on_delete=models.PROTECT, related_name="held_notes")
    meeting = models.ForeignKey(
        "peer_visits.Meeting", null=True, blank=True, on_delete=models.SET_NULL, related_name="notes"
    )
    line = models.ForeignKey("frameworks.Line", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source_type = models.CharField(max_length=12, choices=SourceType, default=SourceType.INTERVIEW)
    group = models.CharField(max_length=10, choices=Group, blank=True)
    text = models.TextField(max_length=10000)
    revision = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField(default=timezone.now, help_text=_("By the clock of where it was written."))
    received_at = models.DateTimeField(default=timezone.now)
    sealed_at = models.DateTimeField(null=True, blank=True)
    sealed_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-written_at", "-pk"]
        indexes = [models.Index(fields=["review", "line"])]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="a_note_has_its_number"),
            models.CheckConstraint(condition=Q(sealed_at=None) | ~Q(sealed_because=""), name="a_sealed_note_says_why"),
        ]

    def __str__(self) -> str:
        return f"N{self.number}"


class NoteSource(models.Model):
    """Who said it: in a table of its own, which only the rule of deletion and the count of persons ask."""

    note = models.OneToOneField(Note, on_delete=models.CASCADE, related_name="source")
    attendee = models.ForeignKey(
        "peer_visits.Attendee", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return f"source of {self.note_id}"


class NotesDeleted(models.Model):
    """That the notes of a review were deleted, when, how many, and by what rule. Counts stay; words do not."""

    review = models.OneToOneField("peer_reviews.Review", on_delete=models.CASCADE, related_name="notes_deleted")
    at = models.DateTimeField(default=timezone.now)
    rule = models.CharField(max_length=200)
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.count} notes of {self.review_id}"
