"""What the record of a town hall needs besides its log: its states in time, its recording, and how its agenda went."""

from django.db import models
from django.utils import timezone

from consultations.townhalls.enums import TownHallState


class StateChange(models.Model):
    """A town hall came into a state. An event of the log names this row, so that it tells which one it was."""

    town_hall = models.ForeignKey("TownHallPage", on_delete=models.CASCADE, related_name="state_changes")
    to = models.CharField(max_length=10, choices=TownHallState)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.town_hall_id} {self.to} {self.at:%H:%M}"


class Recording(models.Model):
    """When the recording of a town hall was started, and by how many seconds that clock is wrong.

    It is no field of the page: publishing a draft that was begun before would undo it.
    """

    town_hall = models.OneToOneField("TownHallPage", on_delete=models.CASCADE, related_name="recording")
    started_at = models.DateTimeField()
    adjustment = models.SmallIntegerField(default=0)  # seconds

    def __str__(self) -> str:
        return f"{self.town_hall_id} {self.started_at:%H:%M:%S} {self.adjustment:+d}"


class Beginning(models.Model):
    """A point of the agenda began. Another row corrects the time; the last of a point holds, and none is changed.

    `title` is what the point was called then, for one that was taken off the agenda since.
    """

    town_hall = models.ForeignKey("TownHallPage", on_delete=models.CASCADE, related_name="beginnings")
    item = models.ForeignKey("AgendaItem", null=True, on_delete=models.SET_NULL, related_name="beginnings")
    title = models.CharField(max_length=200)
    began_at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.title} {self.began_at:%H:%M:%S}"
