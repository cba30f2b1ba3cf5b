"""A framework begun, and its versions: drafted from the last, put in force, discarded."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import audit
from core.changes import announce
from core.errors import Refused
from core.lifecycle import move
from core.stamps import demand_fresh, stamp_of
from peer_review.frameworks.domain.drafts import demand_keeper, locked, locked_draft, made, next_draft
from peer_review.frameworks.enums import VersionState
from peer_review.frameworks.lifecycle import VERSION
from peer_review.frameworks.models import Framework, FrameworkVersion
from peer_review.frameworks.queries import stamp_of_version

READ_AGAIN = gettext_lazy("This draft was changed while you read it. Read it again first.")


def begin(*, name: str, purpose: str, by: User) -> FrameworkVersion:
    """Begin a core framework, and return the empty draft of its first version. Logged. Raises Refused for a name that is taken."""
    demand_keeper(by)
    with transaction.atomic():
        framework = made(name=name, purpose=purpose)
        draft = next_draft(framework, None)
        audit.record("framework.begin", actor=by, subject=framework)
        return draft


def describe(*, framework: Framework, name: str, purpose: str, after: str = "", by: User) -> Framework:
    """Give a framework another name or purpose; its address stays. Logged.

    `after` is the stamp of what the writer read (`core.stamps`). Raises Stale, and Refused for a name that is taken.
    """
    with transaction.atomic():
        row = locked(framework, by)
        before = stamp_of(row.name, row.purpose)
        row.name, row.purpose = name.strip(), purpose.strip()
        demand_fresh(after, stands=before, wanted=stamp_of(row.name, row.purpose))
        if Framework.objects.filter(name=row.name).exclude(pk=row.pk).exists():
            raise Refused(_("Another framework has this name."))
        row.save(update_fields=["name", "purpose"])
        audit.record("framework.describe", actor=by, subject=row)
        _announce(row)
        return row


def new_version(*, framework: Framework, by: User) -> FrameworkVersion:
    """Begin the next version as a copy of the last, which managers alone read. Logged. Raises Refused where there is a draft."""
    with transaction.atomic():
        row = locked(framework, by)
        draft = next_draft(row, row.versions.order_by("-number").first() or row.base)
        audit.record("framework.draft", actor=by, subject=draft, number=draft.number)
        return draft


def discard(*, version: FrameworkVersion, after: str = "", by: User) -> None:
    """Delete a draft with all that it holds. Logged.

    `after` is the stamp of what was read (`queries.stamp_of_version`). Raises Stale when somebody else wrote in it meanwhile, and
    Refused for what is no draft and for a draft that a review uses.
    """
    with transaction.atomic():
        row = locked_draft(version, by)
        demand_fresh(after, stands=stamp_of_version(row), why=READ_AGAIN)
        audit.record("framework.discard", actor=by, subject=row, number=row.number)
        try:
            row.delete()
        except ProtectedError:
            raise Refused(_("A review uses this draft, so it stays.")) from None


def put_in_force(*, version: FrameworkVersion, by: User, reason: str = "", after: str = "") -> FrameworkVersion:
    """Let peers use a draft from now on, and freeze it for good; the version in force until now is retired. Logged, announced.

    `reason` says what changed and why, for everybody to read; a first version can do without. `after` is the stamp of what was
    read (`queries.stamp_of_version`). Raises Stale when the draft was changed since, NotAllowed and Refused as `core.lifecycle.move`.
    """
    with transaction.atomic():
        framework = locked(version.framework, by)
        demand_fresh(after, stands=stamp_of_version(version), why=READ_AGAIN)
        last = framework.versions.filter(state=VersionState.IN_FORCE).exclude(pk=version.pk).first()
        now = timezone.now()
        if last is not None:
            move(VERSION, last, "retire", actor=by, changes={"retired_at": now})
        changes = {"changed": reason.strip(), "published_at": now, "published_by": by}
        return move(VERSION, version, "put_in_force", actor=by, reason=reason.strip(), changes=changes)


def _announce(framework: Framework) -> None:
    announce(*framework.versions.exclude(state=VersionState.DRAFT))
