"""Seats by category, and who held which on which day. A term that ended stays: history is what the public asks for."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.assemblies.enums import Capacity


class SeatCategory(models.Model):
    """Whom some seats are for. `quota` is how many of the body's seats are meant to be theirs."""

    body = models.ForeignKey("BodyPage", on_delete=models.PROTECT, related_name="categories")
    name = models.CharField(max_length=100)
    quota = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = _("seat categories")
        constraints = [models.UniqueConstraint(fields=["body", "name"], name="one_category_of_a_name")]

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """One place at the table. Without a holder it is a vacancy, and says how to apply."""

    category = models.ForeignKey(SeatCategory, on_delete=models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField()
    how_to_apply = models.TextField(blank=True, max_length=1000)
    apply_by = models.DateField(null=True, blank=True)
    advertised_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["category", "number"]
        constraints = [models.UniqueConstraint(fields=["category", "number"], name="one_seat_of_a_number")]

    def __str__(self) -> str:
        return f"{self.category_id} seat {self.number}"


class Member(models.Model):
    """A person who sits on bodies, and agreed to be named. `user` is their account, with which they come in."""

    name = models.CharField(max_length=150)
    post = models.CharField(max_length=200, blank=True)
    biography = models.TextField(max_length=1000, blank=True)
    user = models.OneToOneField(
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="member"
    )

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class TermQuerySet(models.QuerySet["Term"]):
    def on(self, day: date) -> "TermQuerySet":
        """Those that ran on `day`; the last day is one of them."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), begins_on__lte=day)

    def today(self) -> "TermQuerySet":
        return self.on(timezone.localdate())


class Term(models.Model):
    """Somebody holds a seat from a day to a day, both included; without an end as long as nothing ends it.

    Two terms of one seat never overlap: `domain.seats` looks under the seat's lock.
    """

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="terms")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="terms")
    begins_on = models.DateField(_("First day"))
    ends_on = models.DateField(_("Last day"), null=True, blank=True)
    capacity = models.CharField(_("Serves"), max_length=12, choices=Capacity, default=Capacity.PERSONAL)
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    organisation_name = models.CharField(
        max_length=200, blank=True, help_text=_("As it was called then; organisations merge and end.")
    )
    is_co_chair = models.BooleanField(default=False)
    ended_because = models.CharField(max_length=300, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["-begins_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="term_ends_after_it_begins",
                violation_error_message=_("The last day must not be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(capacity=Capacity.PERSONAL, organisation_name="")
                | (Q(capacity=Capacity.ORGANISATION) & ~Q(organisation_name="")),
                name="whoever_serves_for_an_organisation_names_it",
                violation_error_message=_("Name the organisation they serve for, or say that they serve personally."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.seat_id} from {self.begins_on}"

    def runs_on(self, day: date) -> bool:
        """Whether `TermQuerySet.on` would find it."""
        return self.begins_on <= day and (self.ends_on is None or self.ends_on >= day)
