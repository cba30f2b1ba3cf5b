"""What peers declare, and that they looked through it this year."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peer_review.pool.enums import ConflictKind
from peer_review.pool.models.peers import Peer


class Declaration(models.Model):
    """One thing that could sway a peer, or look as if it did. It is never changed or deleted: what was wrong is withdrawn.

    `organisation` is the body it is about, where the register has it. `since` and `until` are when it held, as far as known.
    """

    peer = models.ForeignKey(Peer, on_delete=models.PROTECT, related_name="declarations")
    kind = models.CharField(max_length=20, choices=ConflictKind)
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation_name = models.CharField(max_length=200, blank=True)
    text = models.TextField(max_length=1000, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    declared_on = models.DateField(default=timezone.localdate)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-declared_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="declaration_ends_after_it_begins",
                violation_error_message=_("It can't have ended before it began."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("declared_on")),
                name="declaration_is_withdrawn_after_it_was_made",
            ),
            models.CheckConstraint(
                condition=~Q(text="", organisation_name=""),
                name="a_declaration_says_something",
                violation_error_message=_("Say what it is, or name the organisation."),
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) | ~Q(organisation_name=""),
                name="the_organisation_of_a_declaration_is_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.peer_id} {self.kind}"


class Renewal(models.Model):
    """That a peer looked through their declarations on a day, and says they are complete."""

    peer = models.ForeignKey(Peer, on_delete=models.CASCADE, related_name="renewals")
    on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["peer", "on"], name="one_renewal_a_day")]

    def __str__(self) -> str:
        return f"{self.peer_id} {self.on}"
