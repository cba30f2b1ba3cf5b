"""Bodies that answer, host and are reviewed. They begin, merge, split and end, and papers outlive them.

A submission copies the name and region of its day, so nothing here needs to be kept for history's sake; but who came
after whom is asked all the time, and a split has several successors (domain facts, part E).
"""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OrganisationType(models.TextChoices):
    ICB = "icb", _("Integrated care board")
    ICP = "icp", _("Integrated care partnership")
    TRUST = "trust", _("NHS trust or foundation trust")
    COUNCIL = "council", _("Council")
    VCSE = "vcse", _("Voluntary, community or social enterprise")
    PROVIDER = "provider", _("Care provider")
    NATIONAL = "national", _("National body")
    OTHER = "other", _("Other")


# So few bodies are of these types that the type may name one.
TELLING_TYPES = frozenset({OrganisationType.NATIONAL})


class Region(models.TextChoices):
    """NHS England's regions, by their ODS codes."""

    LONDON = "Y56", _("London")
    SOUTH_WEST = "Y58", _("South West")
    SOUTH_EAST = "Y59", _("South East")
    MIDLANDS = "Y60", _("Midlands")
    EAST = "Y61", _("East of England")
    NORTH_WEST = "Y62", _("North West")
    NORTH_EAST_YORKSHIRE = "Y63", _("North East and Yorkshire")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def on(self, day: date) -> "OrganisationQuerySet":
        """Those that existed on `day`."""
        return self.begun_by(day).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))

    def begun_by(self, day: date) -> "OrganisationQuerySet":
        """Those that existed on `day` or had ended before it."""
        return self.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day))

    def today(self) -> "OrganisationQuerySet":
        return self.on(timezone.localdate())


class Organisation(models.Model):
    name = models.CharField(max_length=200)
    type = models.CharField(max_length=10, choices=OrganisationType.choices)
    ods_code = models.CharField(_("ODS code"), max_length=10, blank=True, help_text=_("Empty when not known."))
    region = models.CharField(max_length=3, choices=Region.choices, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True, help_text=_("Its last day."))
    note = models.CharField(max_length=200, blank=True, help_text=_("Public, such as: its boundary changed in 2026."))
    register_key = models.CharField(
        max_length=60,
        unique=True,
        null=True,
        editable=False,
        help_text=_("How data/organisations.csv names it; empty for a body that staff entered."),
    )
    successors = models.ManyToManyField("self", symmetrical=False, related_name="predecessors", blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["type", "name"])]
        constraints = [
            models.UniqueConstraint(fields=["ods_code"], condition=~Q(ods_code=""), name="one_body_an_ods_code"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="organisation_ends_after_it_begins",
                violation_error_message=_("The last day must not be before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def has_ended_by(self, day: date) -> bool:
        """Whether its last day lies before `day`."""
        return self.valid_to is not None and self.valid_to < day
