"""Answering: now on stage, afterwards in writing; pinning, and who on the panel takes it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import User
from consultations.townhalls import log
from consultations.townhalls.domain.telling import changed, locked, moved, stop_answering, tell_hosts
from consultations.townhalls.enums import IN_PUBLIC, ContributionKind, ContributionState, EventKind
from consultations.townhalls.models import Contribution, Panellist, Thread
from consultations.townhalls.queries import followed_with, others_that_take_words
from consultations.townhalls.rules import may_host
from core.errors import NotAllowed, Refused


def answer_now(*, contribution: Contribution, by: User) -> Contribution:
    """Show on every screen that this question is being answered. The one before no longer is, and keeps its state."""
    _demand(by, contribution)
    with transaction.atomic():
        row = locked(contribution)
        if row.state != ContributionState.PUBLISHED or row.kind != ContributionKind.QUESTION:
            raise Refused(_("Only a question that is published and not answered yet can be answered now."))
        parts = Thread.objects.filter(page_id=row.thread.page_id)
        parts.exclude(pk=row.thread_id).update(answering=None)
        parts.filter(pk=row.thread_id).update(answering=row)
        log.write_to_all(followed_with(row.thread), EventKind.ANSWERING, row)
        return row


def no_longer_answering(*, contribution: Contribution, by: User) -> Contribution:
    """Take it from the screens without saying that it was answered: it waits in the queue again."""
    _demand(by, contribution)
    with transaction.atomic():
        row = locked(contribution)
        stop_answering(row)
        return row


def answered_live(*, contribution: Contribution, by: User) -> Contribution:
    """Say that it was answered on stage. It is no longer being answered."""
    _demand(by, contribution)
    return moved(contribution, "answer_live", by, answered_at=timezone.now())


def answer_in_writing(*, contribution: Contribution, text: str, by: User) -> Contribution:
    """Publish a written answer, or other words for one. Raises Refused for an empty one."""
    _demand(by, contribution)
    if not text.strip():
        raise Refused(_("Enter the answer."))
    return moved(contribution, "answer_in_writing", by, answer=text, answered_at=timezone.now())


def take_up_again(*, contribution: Contribution, by: User) -> Contribution:
    """Have it wait for an answer again. A written answer is kept, and shown again with the next one."""
    _demand(by, contribution)
    return moved(contribution, "take_up_again", by, answered_at=None, carried_to=None)


def carry_over(*, contribution: Contribution, to: Page, by: User) -> Contribution:
    """Leave it to another town hall that everybody sees. Raises NotAllowed and Refused as `move` does."""
    if not others_that_take_words(contribution.thread.page).filter(pk=to.pk).exists():
        raise Refused(_("Choose another town hall that everybody sees and that is not over."))
    return moved(contribution, "carry_over", by, carried_to=to)


def pin(*, contribution: Contribution, by: User, on_top: bool = True) -> Contribution:
    """Let it stand on top of every list, or no longer. Raises Refused for what the public does not see."""
    _demand(by, contribution)
    with transaction.atomic():
        row = locked(contribution)
        if row.state not in IN_PUBLIC:
            raise Refused(_("Only what is published can be pinned."))
        return changed(row, pinned_at=timezone.now() if on_top else None)


def unpin(*, contribution: Contribution, by: User) -> Contribution:
    """Let it stand in its place again."""
    return pin(contribution=contribution, by=by, on_top=False)


def assign(*, contribution: Contribution, to: Panellist | None, by: User) -> Contribution:
    """Say who on the panel is to answer it; hosts and moderators alone see that."""
    _demand(by, contribution)
    if to is not None and to.town_hall_id != contribution.thread.page_id:
        raise Refused(_("Choose somebody on this panel."))
    with transaction.atomic():
        return tell_hosts(locked(contribution), assigned_to=to)


def _demand(by: User, contribution: Contribution) -> None:
    if not may_host(by, contribution.thread):
        raise NotAllowed(_("Only the hosts and moderators of this town hall may do this."))
