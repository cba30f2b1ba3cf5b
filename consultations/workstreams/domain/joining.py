"""Asking to join a workstream: asked, confirmed by mail, answered, forgotten."""

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consultations.workstreams.enums import ANSWERED, JoinState
from consultations.workstreams.lifecycle import JOINING
from consultations.workstreams.models import JoinRequest, WorkstreamPage, WorkstreamPerson
from consultations.workstreams.queries import co_chairs_with_accounts
from core.actors import SYSTEM
from core.lifecycle import move
from core.outbox.domain import post
from core.signed_links import SignedLink

UNCONFIRMED_KEPT = timedelta(days=7)
ANSWERED_KEPT = timedelta(days=183)
_confirming = SignedLink("workstreams:confirm", salt="workstreams.join", lasts=UNCONFIRMED_KEPT)


@dataclass(frozen=True)
class Asking:
    """Who asks, and why."""

    name: str
    post: str
    email: str
    why: str
    organisation: str = ""
    may_be_named: bool = False


def ask(*, workstream: WorkstreamPage, asking: Asking) -> JoinRequest:
    """Write down that somebody asks to join, and mail them a link to confirm the address. Nobody reads it before that.

    The mail repeats no word of theirs: anybody may ask in anybody's name, and our mail must not carry their words.
    """
    given = {**asdict(asking), "email": asking.email.strip().lower()}
    with transaction.atomic():
        made = JoinRequest.objects.create(workstream=workstream, **given)
        _write(made, "confirm", link=_confirming.to(made.key), days=UNCONFIRMED_KEPT.days)
        return made


def asked_in(token: str) -> JoinRequest | None:
    """Return the request that a link confirms; None for a link that we did not make, or that has ended."""
    key = _confirming.key_in(token)
    return JoinRequest.objects.select_related("workstream").filter(key=key).first() if key else None


def confirm(*, request: JoinRequest) -> JoinRequest:
    """Have the co-chairs read it, for whoever holds its link. They are told by mail, once. Confirmed twice is confirmed."""
    with transaction.atomic():
        row = JoinRequest.objects.select_for_update().get(pk=request.pk)
        if row.state != JoinState.UNCONFIRMED:
            return row
        row = move(JOINING, row, "confirm", actor=SYSTEM, changes={"confirmed_at": timezone.now()})
        link = settings.BASE_URL + reverse("workstreams:requests", args=[row.workstream_id])
        for person in co_chairs_with_accounts(row.workstream):
            context = {"title": row.workstream.title, "link": link}
            post(to=person.email, template="workstreams/waiting", context=context, kind="join.waiting")
        return row


def accept(*, request: JoinRequest, by: User, words: str = "") -> JoinRequest:
    """Make them a member, named on the public page if they agreed to it, and tell them by mail. Logged.

    What editors have not published yet of the page gets the new member too, so that it is not lost with their next save.
    Raises NotAllowed and Refused as `core.lifecycle.move` does.
    """
    with transaction.atomic():
        row = move(JOINING, request, "accept", actor=by, changes=_answered(by, words))
        _add_member(row, by)
        _write(row, "accepted", words=row.answer, named=row.may_be_named)
        return row


def decline(*, request: JoinRequest, by: User, words: str) -> JoinRequest:
    """Say no, with words that they get by mail. Logged, without the words. Raises as `accept` does."""
    with transaction.atomic():
        row = move(JOINING, request, "decline", actor=by, changes=_answered(by, words))
        _write(row, "declined", words=row.answer)
        return row


def forget() -> int:
    """Delete what was never confirmed, and what was answered half a year ago; return how many. For the sweep."""
    now = timezone.now()
    old = JoinRequest.objects.filter(state=JoinState.UNCONFIRMED, asked_at__lt=now - UNCONFIRMED_KEPT)
    done = JoinRequest.objects.filter(state__in=ANSWERED, answered_at__lt=now - ANSWERED_KEPT)
    return sum(rows.delete()[1].get("workstreams.JoinRequest", 0) for rows in (old, done))


def _answered(by: User, words: str) -> dict[str, Any]:
    return {"answered_by": by, "answered_at": timezone.now(), "answer": words.strip()}


def _add_member(row: JoinRequest, by: User) -> None:
    page = WorkstreamPage.objects.select_for_update(no_key=True, of=("self",)).get(pk=row.workstream_id)
    had_unpublished = page.has_unpublished_changes
    member = WorkstreamPerson.objects.create(
        workstream=page,
        name=row.name,
        title=", ".join(filter(None, (row.post, row.organisation))),
        is_named=row.may_be_named,
        sort_order=page.people.count(),
    )
    if page.latest_revision is None:
        return
    draft = page.get_latest_revision_as_object()
    draft.people.add(member)
    revision = draft.save_revision(user=by)
    if page.live and not had_unpublished:
        revision.publish()  # by nobody: a co-chair is no editor, and this verb has asked whether they may


def _write(row: JoinRequest, template: str, **context: object) -> None:
    post(
        to=row.email,
        template=f"workstreams/{template}",
        context={"title": row.workstream.title, **context},
        kind=f"join.{template}",
        about=row,
    )
