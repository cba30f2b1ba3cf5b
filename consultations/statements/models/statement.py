"""A principle or a recommendation of a review: what stays the same through all its versions."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultations.statements.enums import FAMILIES, PLACES, StatementKind


class Statement(models.Model):
    """One principle or recommendation. `number` is the one that its source gives it, and is never given out here.

    `current` is the version that was published last, and `chapter` the part of the report that it stands in.
    `origin` says where its text comes from, at the address `source`.
    """

    review = models.ForeignKey("reviews.ReviewPage", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=StatementKind)
    number = models.PositiveSmallIntegerField(help_text=_("As the report or the letter numbers it."))
    chapter = models.CharField(max_length=200, blank=True)
    workstreams = models.ManyToManyField("workstreams.WorkstreamPage", blank=True, related_name="+")
    origin = models.CharField(max_length=300, blank=True)
    source = models.URLField(blank=True)
    current = models.OneToOneField("Version", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["kind", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "number"], name="one_statement_a_number"),
            models.CheckConstraint(condition=models.Q(number__gt=0), name="statements_begin_with_one"),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("statements:one", args=[self.place, self.number])

    @property
    def reference(self) -> str:
        """REC-7 or PRI-2: its public name for life."""
        return f"{FAMILIES[StatementKind(self.kind)]}-{self.number}"

    @property
    def place(self) -> str:
        """The first part of its address."""
        return PLACES[StatementKind(self.kind)]
