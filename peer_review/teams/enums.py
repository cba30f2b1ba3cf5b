"""How somebody came to be in a team, and left it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Seat(models.TextChoices):
    LEAD = "lead", _("Lead peer")
    PEER = "peer", _("Peer")
    SHADOW = "shadow", _("Shadow, who learns and writes no assessment")


class MemberState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    INVITED = "invited", _("Invited")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    STEPPED_OUT = "stepped_out", _("Stepped out")
    RELEASED = "released", _("Released")


GONE = frozenset({MemberState.DECLINED, MemberState.STEPPED_OUT, MemberState.RELEASED})

# Of the team on site: those who are asked, or said yes. A shadow learns and does not count to its size.
ASKED = frozenset({MemberState.INVITED, MemberState.ACCEPTED})
COUNTED = frozenset({Seat.LEAD, Seat.PEER})


class Direction(models.TextChoices):
    OF_REVIEW = "of_review", _("A peer on the review")
    OF_PEER = "of_peer", _("The lead on a peer")
    BY_HOST = "by_host", _("A host on the review and its team")
