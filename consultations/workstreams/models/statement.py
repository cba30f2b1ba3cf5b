"""What a review says, as a principle or a recommendation: in versions, and with what became of it."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from consultations.workstreams.enums import SERIES, Standing, StatementKind
from consultations.workstreams.models.page import WorkstreamPage


class StatementQuerySet(models.QuerySet["Statement"]):
    def with_wording(self) -> "StatementQuerySet":
        """Each with `title`, `text`, `version`, `said_at` of its last published version and `standing`: one query."""
        published = StatementVersion.objects.published().filter(statement=OuterRef("pk")).order_by("-number")
        progress = Progress.objects.filter(statement=OuterRef("pk")).order_by("-on", "-pk")
        return self.annotate(
            title=Subquery(published.values("title")[:1]),
            text=Subquery(published.values("text")[:1]),
            version=Subquery(published.values("number")[:1]),
            said_at=Subquery(published.values("published_at")[:1]),
            standing=Subquery(progress.values("standing")[:1]),
        )

    def published(self) -> "StatementQuerySet":
        """Those of which a version was published."""
        return self.filter(pk__in=StatementVersion.objects.published().values("statement"))


class Statement(models.Model):
    """`number` is the one that the review's own papers give it."""

    review = models.ForeignKey("reviews.ReviewPage", on_delete=models.PROTECT, related_name="statements")
    kind = models.CharField(max_length=14, choices=StatementKind)
    number = models.PositiveSmallIntegerField()
    chapter = models.CharField(max_length=150, blank=True)
    workstreams: "models.ManyToManyField[WorkstreamPage, models.Model]" = models.ManyToManyField(
        WorkstreamPage, blank=True, related_name="statements"
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "number"]
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="one_statement_of_a_number")]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return f"{SERIES[StatementKind(self.kind)]}-{self.number}"


class StatementVersionQuerySet(models.QuerySet["StatementVersion"]):
    def published(self) -> "StatementVersionQuerySet":
        return self.filter(published_at__isnull=False)


class StatementVersion(models.Model):
    """One wording. A published one is never changed; there is one draft at most, which staff alone read."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=5000)
    change = models.CharField(_("What changed, and why"), max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")

    objects = StatementVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "number"], name="one_wording_of_a_number"),
            models.UniqueConstraint(
                fields=["statement"], condition=Q(published_at__isnull=True), name="one_draft_of_a_statement"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id} v{self.number}"


class Progress(models.Model):
    """What became of it by a day, with the address of what shows it. The last one holds, and none is changed."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="progress")
    standing = models.CharField(max_length=14, choices=Standing)
    text = models.TextField(max_length=2000)
    source = models.URLField(max_length=500, blank=True)
    on = models.DateField()
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name_plural = _("progress")

    def __str__(self) -> str:
        return f"{self.statement_id} {self.standing} {self.on}"
