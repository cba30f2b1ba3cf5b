"""The timetable of the days on site: rooms, meetings, the peers who hold them, and those who are heard."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peer_review.visits.enums import Group, MeetingKind


class Room(models.Model):
    """A room in a building, or a link that works as one."""

    review = models.ForeignKey("peer_reviews.Review", on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(max_length=80)
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "name"], name="a_room_has_its_name"),
            models.CheckConstraint(condition=~Q(place="") | ~Q(link=""), name="a_room_is_somewhere"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """What everybody who reads the timetable calls it. A pasted link is its own name, and for those who join alone."""
        return str(_("Online")) if self.name == self.link else self.name


class Meeting(models.Model):
    """One meeting. A meeting of the team is held by all of it, and has no `members` of its own.

    `revision` rises with each change, and numbers its entry in people's calendars (RFC 5545: SEQUENCE).
    """

    review = models.ForeignKey("peer_reviews.Review", on_delete=models.CASCADE, related_name="meetings")
    kind = models.CharField(max_length=12, choices=MeetingKind, default=MeetingKind.INTERVIEW)
    title = models.CharField(max_length=160)
    about = models.TextField(max_length=1000, blank=True)
    starts_at = models.DateTimeField(_("Begins"))
    ends_at = models.DateTimeField(_("Ends"))
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings")
    lines = models.ManyToManyField("frameworks.Line", blank=True, related_name="+")
    members = models.ManyToManyField("peer_teams.Member", blank=True, related_name="meetings")
    few_because = models.CharField(_("Why fewer than two peers hold it"), max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_meeting_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | ~Q(cancelled_because=""), name="a_cancelled_meeting_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Attendee(models.Model):
    """Somebody who is heard on site. Their name is in no note, finding or report.

    On the day on which notes are deleted all but their group is deleted too (`domain.forgetting`); then they have no name.
    """

    review = models.ForeignKey("peer_reviews.Review", on_delete=models.CASCADE, related_name="attendees")
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=120, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    group = models.CharField(max_length=10, choices=Group)
    needs = models.CharField(_("What they need to take part"), max_length=300, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "email"], condition=~Q(email=""), name="an_attendee_is_there_once"
            )
        ]

    def __str__(self) -> str:
        return f"attendee {self.pk}"

    @property
    def is_forgotten(self) -> bool:
        return not self.name


class Slot(models.Model):
    """An attendee's place in a meeting. They see this one by a link, and no other (C5, 5).

    `told_revision` is the revision of the meeting that the last mail to them told of. Who is not asked to come any more keeps
    the row (`dropped_at`), so that their link says so.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="slots")
    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="slots")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    told_at = models.DateTimeField(null=True, blank=True)
    told_revision = models.PositiveIntegerField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    is_coming = models.BooleanField(null=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "attendee"], name="one_slot_a_meeting"),
            models.CheckConstraint(
                condition=Q(is_coming=None) | Q(answered_at__isnull=False), name="a_slot_answered_has_its_day"
            ),
        ]

    def __str__(self) -> str:
        return f"slot {self.pk}"
