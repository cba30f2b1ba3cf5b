"""Commenting on a version, and reading what people send."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from consultations.statements.enums import VersionState
from consultations.statements.lifecycle import COMMENT
from consultations.statements.models import Comment, Statement, Version
from consultations.townhalls.domain.participants import takes_over
from consultations.townhalls.domain.speaking import MOST_AN_HOUR, SAME_WORDS_WITHIN, fingerprint
from consultations.townhalls.enums import ReasonCode
from consultations.townhalls.models import Participant
from core.changes import announce
from core.citations import write_down_row
from core.errors import Refused
from core.lifecycle import move


@dataclass(frozen=True)
class Words:
    """What somebody sends. `key` is made by the form, so that a form sent twice is one comment."""

    key: UUID
    text: str
    name: str = ""
    is_anonymous: bool = False


def comment(*, version: Version, words: Words, by: Participant) -> Comment:
    """Take a comment, which waits until a moderator has read it, and return it; sent again, the same one.

    Raises Refused with what stands in the way: the words are to be given back then.
    """
    with transaction.atomic():
        Participant.objects.select_for_update(no_key=True).get(pk=by.pk)  # one at a time of each, so limits hold
        if (sent := Comment.objects.filter(key=words.key).first()) is not None:
            if sent.by_id != by.pk:
                raise Refused(_("This form was sent by somebody else already. Open the page again."))
            return sent
        if why := _why_not(version, by, words):
            raise Refused(why)
        made = Comment.objects.create(
            version=version, key=words.key, by=by, name=words.name, is_anonymous=words.is_anonymous, text=words.text
        )
        announce(made)
        return made


def publish(*, comment: Comment, by: User) -> Comment:
    """Let everybody read it. Raises NotAllowed and Refused as `core.lifecycle.move` does."""
    published = comment.published_at or timezone.now()
    return _decided(comment, "publish", by, published_at=published, declined_for="", declined_words="")


def decline(*, comment: Comment, by: User, code: ReasonCode, words: str = "") -> Comment:
    """Publish it not, or no longer. Its author sees the reason, and `words` if there are any; the log the reason alone."""
    given = {"declined_for": code.value, "declined_words": words.strip()}
    return _decided(comment, "decline", by, reason=code.value, **given)


def _decided(row: Comment, verb: str, by: User, *, reason: str = "", **changes: Any) -> Comment:
    decided = {"decided_by": by, "decided_at": timezone.now(), **changes}
    with transaction.atomic():
        moved = move(COMMENT, row, verb, actor=by, reason=reason, changes=decided)
        write_down_row(moved)
        return moved


def _why_not(version: Version, by: Participant, words: Words) -> str | None:
    if not by.may_vote:
        return _("Sign in or confirm your email address first.")
    current = Statement.objects.filter(pk=version.statement_id, current=version.pk).exists()
    if version.state != VersionState.PUBLISHED or not current:
        return _("A new version was published while you wrote. Read it, and send your comment again if it still holds.")
    now = timezone.now()
    theirs = Comment.objects.filter(by=by)
    if theirs.filter(sent_at__gt=now - timedelta(hours=1)).count() >= MOST_AN_HOUR:
        return _("You sent much in the last hour. Wait a while and send this again.")
    lately = theirs.filter(sent_at__gt=now - SAME_WORDS_WITHIN).values_list("text", flat=True)
    if fingerprint(words.text) in {fingerprint(one) for one in lately}:
        return _("You sent these words a moment ago.")
    return None


@takes_over
def take_over(other: Participant, into: Participant) -> None:
    """Have the comments of one participant be those of another, who turned out to be the same person."""
    Comment.objects.filter(by=other).update(by=into)
