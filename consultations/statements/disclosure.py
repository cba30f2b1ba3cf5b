"""What a viewer may know of a comment."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from consultations.statements.enums import COMMENT_COLOURS, CommentState
from consultations.statements.models import Comment
from consultations.townhalls.enums import ReasonCode
from core.disclosure import Audience, Viewer, disclose


@dataclass(frozen=True)
class KnownComment:
    """`name` is what may be shown of its author. `reason` is why it is not published, for its author and for staff."""

    pk: int
    key: str
    version: int
    state: CommentState
    is_visible: bool
    name: str
    text: str
    at: datetime
    reason: str
    reason_words: str

    @property
    def state_text(self) -> str:
        return str(self.state.label)

    @property
    def state_colour(self) -> str:
        return COMMENT_COLOURS[self.state]


@disclose.register
def of_comment(subject: Comment, viewer: Viewer) -> KnownComment:
    """The public knows what is published; its author their own always.

    Whoever asked not to be named is named to nobody at all, staff included.
    """
    is_staff = viewer.audience is Audience.STAFF
    is_own = viewer.audience is Audience.CONTRIBUTOR and viewer.actor is not None and viewer.actor == subject.by
    is_near = is_staff or is_own
    is_visible = is_near or subject.state == CommentState.PUBLISHED
    return KnownComment(
        pk=subject.pk,
        key=str(subject.key) if is_visible else "",
        version=subject.version.number,
        state=CommentState(subject.state),
        is_visible=is_visible,
        name=_name(subject, is_own=is_own) if is_visible else "",
        text=subject.text if is_visible else "",
        at=subject.published_at or subject.sent_at,
        reason=str(ReasonCode(subject.declined_for).label) if subject.declined_for and is_near else "",
        reason_words=subject.declined_words if is_near else "",
    )


def _name(subject: Comment, *, is_own: bool) -> str:
    if subject.is_anonymous:
        return _("You, without your name") if is_own else _("Anonymous")
    return subject.name or _("Guest")
