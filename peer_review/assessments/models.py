"""What each peer makes of each line of enquiry, and what the team makes of it together. There is no grade."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peer_review.assessments.enums import Confidence, JudgementState, Points, Stance
from peer_review.reviews.models import Written, WrittenVersion


class Assessment(models.Model):
    """One peer's, for one line. `revision` rises with each save. Others read it once theirs is in too."""

    review = models.ForeignKey("peer_reviews.Review", on_delete=models.CASCADE, related_name="assessments")
    member = models.ForeignKey("peer_teams.Member", on_delete=models.PROTECT, related_name="assessments")
    line = models.ForeignKey("frameworks.Line", on_delete=models.PROTECT, related_name="+")
    strong = models.TextField(_("What is strong"), max_length=4000, blank=True)
    consider = models.TextField(_("What to consider"), max_length=4000, blank=True)
    confidence = models.CharField(max_length=6, choices=Confidence, blank=True)
    why_few = models.CharField(_("Why it rests on fewer than two items"), max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_from = models.CharField(max_length=36, blank=True, help_text=_("The open page it was written on."))
    saved_sequence = models.PositiveIntegerField(default=0)
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["line", "member"]
        constraints = [
            models.UniqueConstraint(fields=["member", "line"], name="one_assessment_a_peer_and_line"),
            models.CheckConstraint(
                condition=Q(submitted_at=None) | (~Q(confidence="") & (~Q(strong="") | ~Q(consider=""))),
                name="an_assessment_that_is_in_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.line_id}"


class AssessmentVersion(models.Model):
    """What an assessment said when it was put in, or before another text of a conflict was kept; or what lost a conflict
    (`set_aside`) until its peer settles it. `values` are the words by field."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="versions")
    revision = models.PositiveIntegerField()
    values = models.JSONField()
    saved_at = models.DateTimeField(default=timezone.now)
    saved_from = models.CharField(max_length=36, blank=True)
    saved_sequence = models.PositiveIntegerField(default=0)
    set_aside = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["revision", "pk"]

    def __str__(self) -> str:
        return f"{self.assessment_id} revision {self.revision}"


class Cited(models.Model):
    """An item of the room or a note that something rests on: never both, never neither."""

    item = models.ForeignKey("peer_room.Item", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.ForeignKey("peer_notes.Note", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    where = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=12, help_text=_("The type of the source, which outlives a deleted note."))
    group = models.CharField(max_length=10, blank=True)

    class Meta:
        abstract = True


class AssessmentCitation(Cited):
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="citations")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(item=None) | Q(note=None), name="an_assessment_cites_one_thing_at_a_time"
            ),
            models.UniqueConstraint(fields=["assessment", "item"], name="an_assessment_cites_an_item_once"),
            models.UniqueConstraint(fields=["assessment", "note"], name="an_assessment_cites_a_note_once"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} cites {self.item_id or self.note_id}"


class Judgement(Written):
    """What the team makes of a line, on the moderation board.

    `stands_because` is the manager's reason where it stands though not every peer agrees; who dissents is in `positions`.
    """

    review = models.ForeignKey("peer_reviews.Review", on_delete=models.CASCADE, related_name="judgements")
    line = models.ForeignKey("frameworks.Line", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=JudgementState, default=JudgementState.OPEN, editable=False)
    converged_at = models.DateTimeField(null=True, blank=True)
    stands_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "line"], name="one_judgement_a_line"),
            models.CheckConstraint(
                condition=Q(state="converged") | Q(converged_at=None, stands_because=""),
                name="a_judgement_stands_while_it_is_converged",
            ),
            models.CheckConstraint(
                condition=~Q(state="converged") | (Q(converged_at__isnull=False) & ~Q(text="")),
                name="a_converged_judgement_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} on {self.line_id}"


class JudgementVersion(WrittenVersion):
    """Who changed what is kept."""

    judgement = models.ForeignKey(Judgement, on_delete=models.CASCADE, related_name="versions")

    class Meta:
        ordering = ["revision", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["judgement", "revision"], condition=Q(set_aside=False), name="one_kept_judgement_a_revision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.judgement_id} revision {self.revision}"


class Position(models.Model):
    """Where a peer stands to a judgement as it read at `revision`. A challenge has a reason; the last one counts."""

    judgement = models.ForeignKey(Judgement, on_delete=models.CASCADE, related_name="positions")
    member = models.ForeignKey("peer_teams.Member", on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=10, choices=Stance)
    reason = models.TextField(max_length=2000, blank=True)
    revision = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(stance="challenge") | ~Q(reason=""), name="a_challenge_has_a_reason")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.stance}"


class Score(models.Model):
    """Four points, where a programme has switched that on (domain facts, C3). Kept apart from every assessment."""

    review = models.ForeignKey("peer_reviews.Review", on_delete=models.CASCADE, related_name="scores")
    member = models.ForeignKey("peer_teams.Member", on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey("frameworks.Line", on_delete=models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField(choices=Points)
    rationale = models.TextField(max_length=1000)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "line"], name="one_score_a_peer_and_line"),
            models.CheckConstraint(condition=Q(points__gte=1, points__lte=4), name="four_points"),
            models.CheckConstraint(condition=~Q(rationale=""), name="a_score_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.line_id}: {self.points}"
