"""Asking to join a workstream, and answering."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from consultations.workstreams.enums import ANSWERED, RequestState
from consultations.workstreams.lifecycle import JOINING
from consultations.workstreams.models import CONFIRMED_WITHIN, KEPT, JoinRequest, WorkstreamPage, WorkstreamPerson
from core.errors import Refused
from core.lifecycle import move
from core.outbox.domain import post

_links = signing.TimestampSigner(salt="workstreams.join")


@dataclass(frozen=True)
class Asked:
    """Who asks, and why."""

    name: str
    post: str
    organisation: str
    email: str
    why: str
    may_be_named: bool


def ask_to_join(*, workstream: WorkstreamPage, asked: Asked) -> JoinRequest:
    """Keep the request and mail a link that confirms the address. Nobody reads it before that."""
    with transaction.atomic():
        request = JoinRequest.objects.create(workstream=workstream, **vars(asked))
        link = settings.BASE_URL + reverse("workstreams:join_confirm", args=[_links.sign(request.key.hex)])
        post(
            to=request.email,
            template="workstreams/join_confirm",
            context={"link": link, "days": CONFIRMED_WITHIN.days},
            kind="join.confirm",
            about=request,
        )
        return request


def request_of(token: str) -> JoinRequest | None:
    """Return the request that a mailed link names, or None for a link that we did not make or that has ended."""
    try:
        key = UUID(_links.unsign(token, max_age=CONFIRMED_WITHIN))
    except (signing.BadSignature, ValueError):
        return None
    return JoinRequest.objects.select_related("workstream").filter(key=key).first()


def confirm_request(*, request: JoinRequest) -> JoinRequest:
    """Hand it to the co-chairs, who have accounts and get a mail without its words. Logged. A second time does nothing."""
    with transaction.atomic():
        if request.state != RequestState.UNCONFIRMED:
            return request
        moved = move(JOINING, request, "confirm", actor=request)
        leads = WorkstreamPerson.objects.filter(workstream=moved.workstream, part=WorkstreamPerson.Part.CO_CHAIR)
        link = settings.BASE_URL + reverse("workstreams:requests", args=[moved.workstream_id])
        for email in leads.filter(user__is_active=True).values_list("user__email", flat=True):
            context = {"link": link, "workstream": moved.workstream.title}
            post(to=email, template="workstreams/join_arrived", context=context, kind="join.arrived", about=moved)
        return moved


def accept(*, request: JoinRequest, words: str, by: User) -> JoinRequest:
    """Make them a member and tell them so by mail. Logged. Their name is shown if they agreed.

    Raises NotAllowed and Refused as `core.lifecycle.move` does.
    """
    with transaction.atomic():
        moved = _answered(request, "accept", words, by)
        if moved.may_be_named:
            _put_among_members(moved, by)
        return moved


def decline(*, request: JoinRequest, words: str, by: User) -> JoinRequest:
    """Tell them by mail, in the words given, that they can't join. Logged. Raises Refused without words."""
    if not words.strip():
        raise Refused(_("Write what they are to be told."))
    with transaction.atomic():
        return _answered(request, "decline", words, by)


def purge() -> int:
    """Delete requests that were never confirmed, or answered long ago; return how many. For the sweep."""
    now = timezone.now()
    old = Q(state=RequestState.UNCONFIRMED, asked_at__lt=now - CONFIRMED_WITHIN)
    old |= Q(state__in=ANSWERED, answered_at__lt=now - KEPT)
    return JoinRequest.objects.filter(old).delete()[0]


def _answered(request: JoinRequest, verb: str, words: str, by: User) -> JoinRequest:
    changes = {"answered_at": timezone.now(), "answered_by": by, "words": words}
    moved = move(JOINING, request, verb, actor=by, changes=changes)
    context = {"workstream": moved.workstream.title, "words": words, "may_be_named": moved.may_be_named}
    post(to=moved.email, template=f"workstreams/join_{verb}", context=context, kind=f"join.{verb}", about=moved)
    return moved


def _put_among_members(request: JoinRequest, by: User) -> None:
    """Put them on the page as it is published, and into the editors' draft of it: else the next publishing undoes it."""
    page = WorkstreamPage.objects.get(pk=request.workstream_id)
    title = ", ".join(filter(None, (request.post, request.organisation)))[:200]
    if not page.has_unpublished_changes:
        page.people.add(_member(request.name, title))  # who answers may not publish pages, and it is this alone that is
        page.save_revision(user=by).publish()
        return
    draft = page.get_latest_revision_as_object()
    draft.people.add(_member(request.name, title))
    draft.save_revision(user=by)
    last = page.people.count()
    WorkstreamPerson.objects.create(workstream=page, name=request.name, title=title, sort_order=last)


def _member(name: str, title: str) -> WorkstreamPerson:
    return WorkstreamPerson(part=WorkstreamPerson.Part.MEMBER, name=name, title=title)
