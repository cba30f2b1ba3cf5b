"""The progress review: what became of each recommendation, by the hosts, and what the team makes of it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import audit
from core.errors import NotAllowed, Refused
from core.stamps import demand_fresh, stamp_of
from peer_review.findings.models import Finding
from peer_review.notes.domain.naming import demand_no_names
from peer_review.reports.models import Progress
from peer_review.reports.queries.plan import recommendation
from peer_review.reviews.domain.begin import begun
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.teams.queries.members import speaks_for_team

ONLY_HOSTS = gettext_lazy("Only the hosts say what they did.")
ONLY_TEAM = gettext_lazy("Only the team says what it makes of that, and shadows write nothing for it.")


def hosts_tell(*, review: Review, finding: Finding, text: str, standing: str, read: str, by: User) -> Progress:
    """Say, for the hosts, what became of a recommendation. Saying the same changes nothing. Logged.

    Raises NotAllowed for whoever is of no host, or not now; Refused for what is no recommendation, or says nothing; Stale when
    another of the hosts saved meanwhile.
    """
    with transaction.atomic():
        review, reader = begun(review, Thing.WRITE_PROGRESS, by)
        if not reader.speaks_for_host(review):
            raise NotAllowed(str(ONLY_HOSTS))
        if not text.strip() or not standing:
            raise Refused(_("Say what became of it, and where it stands."))
        row = _row_of(review, finding)
        stands, wanted = stamp_of(row.hosts_say, row.standing), stamp_of(text, standing)
        demand_fresh(read, stands=stands, wanted=wanted)
        row.hosts_say, row.standing = text, standing
        return row if stands == wanted else _saved(row, by)


def team_tells(*, review: Review, finding: Finding, text: str, read: str, by: User) -> Progress:
    """Say, for the team, what it makes of that. Logged.

    Raises as `hosts_tell` does; NotAllowed for shadows too, and Refused for words that name somebody who was heard.
    """
    with transaction.atomic():
        review, reader = begun(review, Thing.WRITE_PROGRESS, by)
        if not speaks_for_team(reader, review):
            raise NotAllowed(str(ONLY_TEAM))
        if not text.strip():
            raise Refused(_("Say what the team makes of it."))
        demand_no_names(review, text)
        row = _row_of(review, finding)
        stands, wanted = stamp_of(row.team_says), stamp_of(text)
        demand_fresh(read, stands=stands, wanted=wanted)
        row.team_says = text
        return row if stands == wanted else _saved(row, by)


def _row_of(review: Review, finding: Finding) -> Progress:
    if recommendation(review, finding.pk) is None:
        raise Refused(_("Progress is told of the recommendations of the final report."))
    return Progress.objects.get_or_create(finding=finding)[0]


def _saved(row: Progress, by: User) -> Progress:
    row.revision, row.saved_at = row.revision + 1, timezone.now()
    row.save()
    audit.record("progress.tell", actor=by, subject=row, revision=row.revision)
    return row
