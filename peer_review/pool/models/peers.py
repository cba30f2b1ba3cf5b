"""Peers: who they are, what they know, and for whom they work and worked."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.models import Region
from peer_review.pool.enums import Party, PeerState, PeerType


class Skill(models.Model):
    """Something that a team may need somebody to know. The list is kept by managers; one that is retired stays with
    whoever has it and is offered to nobody else."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    is_retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="one_skill_of_a_name")]

    def __str__(self) -> str:
        return self.name


class PeerQuerySet(models.QuerySet["Peer"]):
    def active(self) -> "PeerQuerySet":
        return self.filter(state=PeerState.ACTIVE)


class Peer(models.Model):
    """Somebody who may be asked to review a system. `user` is the account with which they come in, if they have one.

    `organisation_name` is what they work for in words, always filled where there is one; `organisation` the same body in the
    register, where it stands there. `adjustments` is what they need to take part: private to them and to managers.
    """

    user = models.OneToOneField("accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="peer")
    name = models.CharField(max_length=150)
    email = models.EmailField(_("email address"))
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    type = models.CharField(max_length=10, choices=PeerType)
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation_name = models.CharField(max_length=200, blank=True)
    role_title = models.CharField(max_length=200, blank=True)
    party = models.CharField(max_length=20, choices=Party, blank=True)
    region = models.CharField(max_length=3, choices=Region, blank=True)
    biography = models.TextField(max_length=1500, blank=True)
    adjustments = models.TextField(max_length=1000, blank=True)
    skills = models.ManyToManyField(Skill, related_name="peers", blank=True)
    state = models.CharField(max_length=10, choices=PeerState, default=PeerState.ACTIVE)
    paused_on = models.DateField(null=True, blank=True)
    joined_on = models.DateField(default=timezone.localdate)
    revision = models.PositiveIntegerField(default=1, help_text=_("Goes up with each change of what stands here."))

    objects = PeerQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["state", "type"]), models.Index(fields=["name"])]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_peer_an_address"),
            models.CheckConstraint(
                condition=Q(state=PeerState.PAUSED, paused_on__isnull=False)
                | Q(state=PeerState.ACTIVE, paused_on__isnull=True),
                name="who_is_paused_has_the_day",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) | ~Q(organisation_name=""),
                name="the_organisation_of_a_peer_is_named",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_name(self) -> str:
        """How the log names a peer who acts by a link of their own, without an account."""
        return f"peer:{self.pk}"


class FormerEmployer(models.Model):
    """An organisation that a peer has left, written down when the next one was: so five years are found, not remembered."""

    peer = models.ForeignKey(Peer, on_delete=models.CASCADE, related_name="former_employers")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    left_on = models.DateField()

    class Meta:
        ordering = ["-left_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["peer", "organisation", "left_on"], name="one_leaving_of_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.peer_id} left {self.organisation_id} on {self.left_on}"
