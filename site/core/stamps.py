"""What a page was drawn with, so that a save from a page that is out of date writes over nobody's words.

A form carries the stamp of what it showed (`core.forms.AskingForm.stamp`) and hands it to its verb, which compares under the
row's lock. Where versions have numbers, the number is the stamp, and the verb raises Stale by itself.
"""

from hashlib import sha256

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.errors import Refused, Stale

MEANWHILE = _("Somebody else changed this meanwhile. What stands now is shown here: put both together, and save again.")

SENT_BEFORE = _(
    "This page was sent before with other words, and those are saved. Keep a copy of these, open the page anew and send them there."
)

CHOSEN_BEFORE = _(
    "This page was sent before with other choices, and those are saved. Change them where they stand, or open the page anew."
)


def stamp_of(*texts: str) -> str:
    """Return a short mark of some texts: the same for the same texts, and for no others."""
    return sha256("\0".join(texts).encode()).hexdigest()[:16]


def demand_fresh(read: str, *, stands: str, wanted: str = "", why: str | Promise = MEANWHILE) -> None:
    """Raise Stale, which says `why`, unless what somebody read is what stands now: both are stamps.

    `wanted` is the stamp of what they would have stand there. A form that was sent twice finds that it does, and is no
    conflict. Without `read` nothing is demanded, for no page was read.
    """
    if read and stands not in (read, wanted):
        raise Stale(str(why))


def demand_the_same(there: object, again: object, *, why: str | Promise = SENT_BEFORE) -> None:
    """Raise Refused, which says `why`, unless a form that comes again under its key says what it said.

    Other words would be lost in silence. A browser may show a page that was sent once more, with its key, to somebody who went
    back and goes on writing.
    """
    if there != again:
        raise Refused(str(why))
