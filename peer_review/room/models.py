"""An item of evidence is put in once and tagged to many lines of enquiry, each with where to look."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evidence.submissions.models.stored_file import (
    StoredFile,
    a_clean_file_alone_is_read,
    an_infected_file_is_destroyed,
)
from peer_review.room.enums import ItemState, SourceType


class Item(models.Model):
    """Its words are in a file, in `text`, or in something published here that `cites` refers to (CFE1-0042, ADV-3)."""

    review = models.ForeignKey("peer_reviews.Review", on_delete=models.CASCADE, related_name="items")
    number = models.PositiveIntegerField(help_text=_("Within its review: E7."))
    title = models.CharField(max_length=200)
    about = models.TextField(max_length=1000, blank=True)
    source_type = models.CharField(
        max_length=12,
        choices=[
            (one.value, one.label)
            for one in (SourceType.DOCUMENT, SourceType.DATA, SourceType.LIVED, SourceType.OBSERVATION)
        ],
    )
    state = models.CharField(max_length=10, choices=ItemState, default=ItemState.HAVE, editable=False)
    host = models.ForeignKey(
        "peer_reviews.Host",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="items",
        help_text=_("Who gave it, or is asked for it."),
    )
    text = models.TextField(blank=True)
    cites = models.CharField(max_length=40, blank=True)
    wanted_by = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    key = models.UUIDField(
        null=True, unique=True, editable=False, help_text=_("Of the form that made it: sent twice, it is one.")
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="an_item_has_its_number"),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                name="a_withdrawn_item_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"E{self.number}"


class ItemFile(StoredFile):
    """The file of an item. One that had a virus, or that nobody could check, leaves its place to a clean copy."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="files")
    uploaded_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(StoredFile.Meta):
        constraints = [
            an_infected_file_is_destroyed("an_infected_item_is_destroyed"),
            a_clean_file_alone_is_read("a_clean_item_alone_is_read"),
            models.UniqueConstraint(
                fields=["item"], condition=Q(scan__in=["quarantined", "clean"]), name="an_item_has_one_file"
            ),
        ]

    def __str__(self) -> str:
        return f"file {self.pk} of item {self.item_id}"


class Tag(models.Model):
    """Where an item speaks to a line of enquiry: page and paragraph (CQuINS made teams name them, domain facts C4)."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="tags")
    line = models.ForeignKey("frameworks.Line", on_delete=models.PROTECT, related_name="+")
    pages = models.CharField(max_length=40, blank=True)
    paragraph = models.CharField(max_length=40, blank=True)
    what = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0, help_text=_("Its place in the line's reading pack."))
    added_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["item", "line"], name="an_item_is_tagged_to_a_line_once")]

    def __str__(self) -> str:
        return f"{self.item_id} to {self.line_id}"
