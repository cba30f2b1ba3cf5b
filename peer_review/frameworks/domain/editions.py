"""Local editions: a core framework with what one system wants looked at besides."""

from collections.abc import Sequence
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit
from core.changes import announce
from core.errors import Refused
from peer_review.frameworks.domain.drafts import demand_keeper, locked, locked_draft, made, next_draft
from peer_review.frameworks.domain.writing import Wording, save_line, save_theme
from peer_review.frameworks.enums import FROZEN
from peer_review.frameworks.models import Framework, FrameworkVersion, Line


def local_edition(*, of: FrameworkVersion, name: str, purpose: str = "", by: User) -> FrameworkVersion:
    """Begin a local edition of a core version, and return its draft: the whole core, to which lines can be added. Logged.

    The public sees nothing of it before `make_public`, also once it is in force.
    Raises Refused for a name that is taken, for a draft, and for an edition of an edition.
    """
    demand_keeper(by)
    if of.state not in FROZEN:
        raise Refused(_("Put the version in force first: its core may not change under a local edition."))
    if of.framework.is_local:
        raise Refused(_("This is a local edition already. Begin from its core framework."))
    with transaction.atomic():
        about = _("%(core)s, with what one system asked its peers to look at besides.") % {"core": of}
        framework = made(name=name, purpose=purpose or about, base=of)
        draft = next_draft(framework, of)
        audit.record("framework.local_edition", actor=by, subject=framework, of=of.pk)
        return draft


def add_local_line(
    *,
    version: FrameworkVersion,
    theme_title: str,
    title: str,
    question: str,
    good: str,
    prompts: Sequence[str] = (),
    by: User,
) -> Line:
    """Add a line to the draft of a local edition, under the theme of this title, which is added where there is none. Logged.

    Raises Refused for a core framework, and as `save_line` does.
    """
    with transaction.atomic():
        draft = locked_draft(version, by)
        if not draft.framework.is_local:
            raise Refused(_("This is a core framework. Begin a local edition of it first."))
        theme = draft.themes.filter(title__iexact=theme_title.strip()).first()
        if theme is None:
            theme = save_theme(version=draft, key=uuid4(), title=theme_title, by=by)
        wording = Wording(title=title, question=question, good=good, prompts=tuple(prompts))
        return save_line(version=draft, key=uuid4(), theme=theme.key, wording=wording, by=by)


def make_public(*, framework: Framework, by: User) -> Framework:
    """Let everybody read the versions of a local edition that are or were in force. It can't be taken back. Logged, announced.

    Asked of one that is public it changes nothing. Raises Refused while no version of it is in force.
    """
    with transaction.atomic():
        row = locked(framework, by)
        if row.is_public:
            return row
        versions = list(row.versions.filter(state__in=FROZEN))
        if not versions:
            raise Refused(_("Put a version of it in force first."))
        row.is_public = True
        row.save(update_fields=["is_public"])
        audit.record("framework.make_public", actor=by, subject=row)
        announce(*versions)
        return row
