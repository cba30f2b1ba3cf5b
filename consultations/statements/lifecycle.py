"""The states of a version, and of a comment on one."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.statements.enums import COMMENT_COLOURS
from consultations.statements.enums import CommentState as C
from consultations.statements.enums import VersionState as V
from consultations.statements.models import Version
from consultations.statements.rules import may_moderate, may_publish
from core.lifecycle import Lifecycle, Move, State, lifecycle


def it_says_what_changed(version: Version) -> str | None:
    """Whoever read the last version is owed that; a first one changes nothing."""
    if version.number == 1 or (version.changed.strip() and version.why.strip()):
        return None
    return _("Say first what changed and why.")


def it_reads_differently(version: Version) -> str | None:
    last = version.statement.current
    if last is None or (last.title, last.text) != (version.title, version.text):
        return None
    return _("It reads as the version before it. Change it first, or discard the draft.")


VERSION = lifecycle(
    "statements.Version",
    Lifecycle(
        noun="version",
        field="state",
        states={
            V.DRAFT: State(gettext_lazy("Draft"), gettext_lazy("Draft"), "grey"),
            V.PUBLISHED: State(gettext_lazy("Published"), gettext_lazy("Published"), "green"),
        },
        moves=(
            Move(
                "publish",
                (V.DRAFT,),
                V.PUBLISHED,
                gettext_lazy("Publish this version"),
                may_publish,
                gettext_lazy("Everybody can read it at once, and it stays. A later version can follow it."),
                (it_says_what_changed, it_reads_differently),
            ),
        ),
    ),
)

COMMENT = lifecycle(
    "statements.Comment",
    Lifecycle(
        noun="comment",
        field="state",
        states={state: State(state.label, state.label, COMMENT_COLOURS[state]) for state in C},
        moves=(
            Move("publish", (C.WAITING, C.NOT_PUBLISHED), C.PUBLISHED, gettext_lazy("Publish"), may_moderate),
            Move(
                "decline",
                (C.WAITING, C.PUBLISHED),
                C.NOT_PUBLISHED,
                gettext_lazy("Do not publish"),
                may_moderate,
                gettext_lazy("Its author sees it still, with the reason. Nobody else does."),
            ),
        ),
    ),
)
