"""Starting a submission, and finding it again."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import proven_addresses
from consultations.calls.enums import Format
from consultations.calls.models import CallPage
from core import audit
from core.actors import SYSTEM
from core.errors import Refused
from core.outbox.domain import post
from evidence.submissions.deadline import closing_time, why_closed
from evidence.submissions.domain.links import new_link
from evidence.submissions.enums import Channel, Part, RespondentKind
from evidence.submissions.models import Contributor, Submission
from organisations.models import Organisation


@dataclass(frozen=True)
class Respondent:
    """Who answers, as they say themselves."""

    kind: RespondentKind
    name: str = ""
    on_behalf_of: str = ""
    organisation: Organisation | None = None
    organisation_name: str = ""

    def columns(self) -> dict[str, object]:
        """Return the fields of a submission: a body's name, type and region are copied, as they are on the day."""
        body = self.organisation
        return {
            "kind": self.kind,
            "name": self.name,
            "on_behalf_of": self.on_behalf_of,
            "organisation": body,
            "organisation_name": body.name if body else self.organisation_name,
            "organisation_type": body.type if body else "",
            "region": body.region if body else "",
        }


def start_submission(
    *,
    call: CallPage,
    respondent: Respondent,
    email: str,
    is_proven: bool = False,
    user: User | None = None,
    format: str = Format.STANDARD,  # noqa: A002 - the field's own word
    key: UUID | None = None,
) -> Contributor:
    """Start a draft and return its lead. A mail with their private link goes out; the start is logged.

    `is_proven` says that a mail to this address was read here: only then does a later closing time of its own count.
    `key` makes it safe to repeat: the second of two clicks on one button gets the draft of the first.
    Raises Refused when the call is not open to this address.
    """
    email = email.strip().lower()
    try:
        return _start(
            call=call,
            respondent=respondent,
            email=email,
            is_proven=is_proven or _is_theirs(user, email),
            user=user,
            format=format,
            key=key,
        )
    except IntegrityError:
        # Both clicks came at once, and the other was first.
        if key and (lead := _started_before(key, email)):
            return lead
        raise


def post_private_link(contributor: Contributor) -> None:
    """Send somebody a new private link. A link they had before ends."""
    submission = contributor.submission
    post(
        to=contributor.email,
        template="private_link",
        context={
            "submission": submission,
            "link": new_link(contributor),
            # Whoever reads it has proven the address by that.
            "closes_at": closing_time(submission, reader=contributor),
        },
        kind="submission.link",
        about=submission,
    )


def send_links_again(*, email: str) -> int:
    """Send a new private link for everything this address writes and may still see; return how many. Logged.

    Whoever asks must not learn the number: it would tell them who answers. An address read from paper opens nothing:
    a slip of the pen would show one person's words to another.
    """
    with transaction.atomic():
        writers = Contributor.objects.select_related("submission").filter(
            email=email.strip().lower(), ended_at=None, submission__channel=Channel.ONLINE
        )
        chosen = list(writers.exclude(submission__state="withdrawn").order_by("-invited_at")[:20])
        for writer in chosen:
            _take_from_strangers(writer)
            post_private_link(writer)
            audit.record("submission.send_link", actor=SYSTEM, subject=writer.submission, contributor=writer.pk)
        return len(chosen)


def adopt_drafts(*, user: User) -> int:
    """Bind to `user` what was begun by private link under one of their verified addresses; return how many. Logged."""
    with transaction.atomic():
        addresses = proven_addresses(user)
        adopted = list(
            Contributor.objects.select_related("submission").filter(
                email__in=addresses, user__isnull=True, ended_at__isnull=True, submission__channel=Channel.ONLINE
            )
        )
        for contributor in adopted:
            contributor.user = user
            contributor.address_proven_at = contributor.address_proven_at or timezone.now()
            contributor.save(update_fields=["user", "address_proven_at"])
            audit.record("submission.adopt", actor=user, subject=contributor.submission)
        return len(adopted)


def adopt(*, contributor: Contributor, user: User) -> Contributor:
    """Bind what was begun by private link to the account of whoever holds the link and asks for it. Logged.

    Asked for, and never done by itself: on a shared computer the link in the browser may be somebody else's. The
    address of the link is told by mail, and whoever reads it can end this by asking for a new link.
    Raises Refused when it belongs to another account.
    """
    with transaction.atomic():
        row = Contributor.objects.select_for_update().select_related("submission").get(pk=contributor.pk)
        if row.user_id not in (None, user.pk):
            raise Refused(_("These answers are in another account."))
        if row.user_id is None:
            row.user = user
            row.save(update_fields=["user"])
            context = {"submission": row.submission, "address": user.email}
            post(to=row.email, template="adopted", context=context, kind="submission.adopted")
            audit.record("submission.adopt", actor=user, subject=row.submission)
        return row


def _is_theirs(user: User | None, email: str) -> bool:
    return user is not None and email in proven_addresses(user)


def _take_from_strangers(contributor: Contributor) -> None:
    """Whoever reads the mail to an address decides whose account holds what was begun with it."""
    if contributor.user_id is None:
        return
    if not EmailAddress.objects.filter(
        user=contributor.user_id, email__iexact=contributor.email, verified=True
    ).exists():
        contributor.user = None
        contributor.save(update_fields=["user"])


def _started_before(key: UUID, email: str) -> Contributor | None:
    lead = Contributor.objects.select_related("submission").filter(submission__key=key, part=Part.LEAD).first()
    if lead is not None and (lead.email != email or lead.ended_at is not None):
        raise Refused(_("This form was used before. Start again from the page of the call."))
    return lead


def _start(
    *,
    call: CallPage,
    respondent: Respondent,
    email: str,
    is_proven: bool,
    user: User | None,
    format: str,  # noqa: A002
    key: UUID | None,
) -> Contributor:
    with transaction.atomic():
        if key and (lead := _started_before(key, email)):
            return lead
        if why := why_closed(call, email=email if is_proven else "", format=format):
            raise Refused(why)
        submission = Submission.objects.create(
            key=key or uuid4(), call=call, call_title=call.title, format=format, **respondent.columns()
        )
        lead = Contributor.objects.create(
            submission=submission,
            part=Part.LEAD,
            email=email,
            name=respondent.name,
            user=user,
            joined_at=timezone.now(),
            address_proven_at=timezone.now() if is_proven else None,
        )
        post_private_link(lead)
        audit.record("submission.start", actor=lead, subject=submission, kind=respondent.kind)
        return lead
