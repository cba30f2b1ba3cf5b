"""Later closing times: given, changed, ended."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand_secretariat
from consultations.calls.enums import Format
from consultations.calls.models import CallPage, Extension
from core import audit
from core.changes import announce
from core.errors import Refused
from core.templatetags.moments import plain_moment


def extend(
    *,
    call: CallPage,
    until: datetime,
    reason: str,
    actor: User,
    format: Format | str = "",  # noqa: A002 - the field's own word
    email: str = "",
    shorten: bool = False,
) -> Extension:
    """Give one format, or one address, a later closing time. It takes the place of one they had before.

    Logged without the address. Raises NotAllowed, or Refused when it is for nobody or for both, gives no later time,
    or no reason; and when it takes time away from somebody unless `shorten` says that this is meant.
    """
    demand_secretariat(actor)
    email, reason = email.strip().lower(), reason.strip()
    if bool(format) == bool(email):
        raise Refused(_("Choose a format or enter an email address, not both."))
    if not reason:
        raise Refused(_("Give a reason."))
    with transaction.atomic():
        call = CallPage.objects.select_for_update().get(pk=call.pk)
        if until <= max(call.closes_at, timezone.now()):
            raise Refused(_("The new closing time must be later than that of the call, and in the future."))
        before = Extension.objects.filter(call=call, format=format, email=email, ended_at__isnull=True).first()
        if before is not None:
            _make_way(before, until, reason, actor, shorten=shorten)
        extension = Extension.objects.create(
            call=call, format=format, email=email, closes_at=until, reason=reason, given_by=actor
        )
        announce(call)
        audit.record(
            "call.extend",
            actor=actor,
            subject=call,
            extension=extension.pk,
            to=_whom(extension),
            until=until,
            **({"instead_of": before.pk} if before else {}),
        )
        return extension


def end_extension(*, extension: Extension, reason: str, actor: User) -> Extension:
    """Take a later closing time back: from now on the call's own counts. Drafts keep their words. Logged with its reason.

    Raises NotAllowed, or Refused when it has ended before or there is no reason.
    """
    demand_secretariat(actor)
    if not reason.strip():
        raise Refused(_("Give a reason."))
    with transaction.atomic():
        fresh = Extension.objects.select_for_update().select_related("call").get(pk=extension.pk)
        if fresh.ended_at is not None:
            raise Refused(_("This later closing time has ended already."))
        _end(fresh, reason.strip(), actor)
        announce(fresh.call)
        audit.record(
            "call.end_extension",
            actor=actor,
            subject=fresh.call,
            extension=fresh.pk,
            to=_whom(fresh),
            reason=fresh.end_reason,
        )
        return fresh


def _make_way(before: Extension, until: datetime, reason: str, actor: User, *, shorten: bool) -> None:
    if until < before.closes_at and not shorten:
        raise Refused(
            _("They have until %(moment)s already. Say so if you mean to shorten it.")
            % {"moment": plain_moment(before.closes_at)}
        )
    _end(before, reason, actor)


def _end(extension: Extension, reason: str, actor: User) -> None:
    extension.ended_at, extension.ended_by, extension.end_reason = timezone.now(), actor, reason
    extension.save(update_fields=["ended_at", "ended_by", "end_reason"])


def _whom(extension: Extension) -> str:
    """The log can't be purged, so it names no address."""
    return extension.format or "one respondent"
