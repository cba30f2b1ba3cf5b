"""A review is proposed, and freezes the version of the framework that it uses."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit
from core.changes import announce
from core.errors import Refused
from core.references import allot
from core.stamps import demand_fresh
from organisations.models import Organisation
from peer_review.frameworks.enums import VersionState
from peer_review.frameworks.models import FrameworkVersion
from peer_review.reviews.domain.duties import demand_manager, locked
from peer_review.reviews.domain.statement import lay_out_statement
from peer_review.reviews.enums import ReviewState
from peer_review.reviews.models import Programme, Review, Scoping

SERIES = "PR"
OVER = frozenset({ReviewState.CLOSED, ReviewState.WITHDRAWN})


def propose(*, programme: Programme, system: Organisation, by: User) -> Review:
    """Propose a review of a system: with its reference, its empty scoping record and position statement. Logged.

    Whoever proposes it manages it. Raises NotAllowed but for managers, and Refused while the system has another review in this
    programme, and for a programme that has ended.
    """
    demand_manager(by)
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        if row.ended_on and row.ended_on < timezone.localdate():
            raise Refused(_("This programme has ended."))
        other = row.reviews.filter(system=system).exclude(state__in=OVER).first()
        if other is not None:
            raise Refused(
                _("%(system)s has a review in this programme already: %(reference)s.")
                % {"system": system.name, "reference": other.reference}
            )
        review = Review.objects.create(programme=row, system=system, manager=by, reference=f"{SERIES}-{allot(SERIES)}")
        Scoping.objects.create(review=review)
        lay_out_statement(review)
        announce(review)
        audit.record("peer_review.propose", actor=by, subject=review, system=system.pk)
        return review


def frozen_as(review: Review) -> str:
    """Return the stamp of the version that a review froze."""
    return str(review.framework_version_id or "none")


def freeze_framework(*, review: Review, version: FrameworkVersion, by: User, after: str = "") -> Review:
    """Freeze the version of the framework that a review uses, whatever comes later. Until it prepares, another can be chosen. Logged.

    `after` is the stamp of what was read (`frozen_as`). Raises NotAllowed but for managers, Stale, and Refused for a version that is not in
    force, or belongs to another framework, and once the review prepares.
    """
    demand_manager(by)
    with transaction.atomic():
        row = locked(review)
        demand_fresh(after, stands=frozen_as(row), wanted=str(version.pk))
        if row.framework_version_id == version.pk:
            return row
        if row.state not in (ReviewState.PROPOSED, ReviewState.SCOPING):
            raise Refused(_("The review uses its version already, so that stays."))
        if version.state != VersionState.IN_FORCE:
            raise Refused(_("Choose a version that is in force."))
        if not is_of(version, row.programme):
            raise Refused(_("Choose a version of the programme’s framework, or a local edition of it."))
        row.framework_version, row.frozen_at = version, timezone.now()
        row.save(update_fields=["framework_version", "frozen_at"])
        announce(row)
        audit.record("peer_review.freeze_framework", actor=by, subject=row, version=version.pk)
        return row


def is_of(version: FrameworkVersion, programme: Programme) -> bool:
    """Whether it is a version of the programme's framework, or of a local edition of that."""
    base = version.framework.base
    return programme.framework_id in (version.framework_id, base.framework_id if base else None)
