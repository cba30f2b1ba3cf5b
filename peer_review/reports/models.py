"""The report in editions, the fact check, the action plan, and what became of it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peer_review.reports.enums import CommentState, EditionKind, Standing


class Report(models.Model):
    """What is written round the findings. `revision` rises with each save."""

    review = models.OneToOneField("peer_reviews.Review", on_delete=models.CASCADE, related_name="report")
    summary = models.TextField(max_length=5000, blank=True)
    about = models.TextField(_("How the review was done"), max_length=3000, blank=True)
    thanks = models.TextField(max_length=1500, blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text=_("Taken back after it was published."))
    withdrawn_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_because=""), name="a_report_taken_back_says_why"
            )
        ]

    def __str__(self) -> str:
        return f"report of {self.review_id}"


class Edition(models.Model):
    """A report as it left the team: pinned, so that what was checked is what is read. Never changed afterwards."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=5, choices=EditionKind)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="an_edition_has_its_number")]

    def __str__(self) -> str:
        return f"{self.report_id} edition {self.number}"


class Passage(models.Model):
    """A heading, a paragraph or a finding of an edition, in order."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)  # heading, paragraph, finding
    title = models.CharField(max_length=300, blank=True)
    finding = models.ForeignKey(
        "peer_findings.Finding", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["edition", "position"], name="a_passage_has_its_place")]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.position}"


class Sentence(models.Model):
    """One sentence of a passage: what a host may comment on. A judgement is the team's, and not theirs to edit."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="sentences")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    is_judgement = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["passage", "position"], name="a_sentence_has_its_place")]

    def __str__(self) -> str:
        return self.text[:60]


class FactComment(models.Model):
    """That a sentence has a factual error, with proof. Decided with a reason; never deleted."""

    sentence = models.ForeignKey(Sentence, on_delete=models.PROTECT, related_name="comments")
    person = models.ForeignKey("peer_reviews.HostPerson", on_delete=models.PROTECT, related_name="+")
    error = models.TextField(_("What is wrong"), max_length=2000)
    instead = models.TextField(_("What it should say"), max_length=2000, blank=True)
    proof = models.TextField(max_length=2000)
    key = models.UUIDField(null=True, unique=True, editable=False)
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=CommentState, default=CommentState.OPEN, editable=False)
    decided_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_because = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(proof=""), name="a_factual_error_is_proved"),
            models.CheckConstraint(
                condition=Q(state="open")
                | (Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(decided_because="")),
                name="a_decided_comment_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"comment {self.pk}"


class Action(models.Model):
    """What the hosts undertake for one recommendation. `revision` rises with each save."""

    finding = models.ForeignKey("peer_findings.Finding", on_delete=models.PROTECT, related_name="actions")
    what = models.TextField(max_length=2000)
    owner_host = models.ForeignKey(
        "peer_reviews.Host", null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )
    owner = models.CharField(_("Owner"), max_length=160, help_text=_("A post rather than a person. Public."))
    due_on = models.DateField(null=True, blank=True)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.NOT_BEGUN)
    because = models.CharField(max_length=500, blank=True)
    evidence = models.TextField(max_length=1000, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)
    key = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(standing__in=["changed", "not_taken"]) | ~Q(because=""), name="a_changed_action_says_why"
            ),
            models.CheckConstraint(
                condition=Q(standing="not_taken") | Q(due_on__isnull=False), name="an_action_has_its_day"
            ),
        ]

    def __str__(self) -> str:
        return f"action {self.pk}"


class Progress(models.Model):
    """At about ten months: what became of one recommendation, by the hosts, and what the team makes of it."""

    finding = models.OneToOneField("peer_findings.Finding", on_delete=models.PROTECT, related_name="progress")
    hosts_say = models.TextField(max_length=3000, blank=True)
    standing = models.CharField(max_length=10, choices=Standing, blank=True)
    team_says = models.TextField(max_length=3000, blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"progress of {self.finding_id}"
