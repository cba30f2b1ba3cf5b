"""Pages that come on the site, or leave it, at a set time: nobody is there to read a refusal, so it is logged."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from core import audit
from core.actors import SYSTEM
from core.errors import Refused
from core.lasting_pages import Act, why_not

SCHEDULED = "wagtail.publish.scheduled"


def publish_what_is_due() -> list[str]:
    """Publish each draft whose time has come; return the titles of those that were refused. Logged with the reasons.

    A refused one loses its schedule, and stays a draft for its editor to mend.
    """
    refused = []
    for revision in Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at"):
        page = revision.content_object
        try:
            with transaction.atomic():
                revision.publish(log_action=SCHEDULED)
        except (Refused, ValidationError) as error:
            why = error.reasons if isinstance(error, Refused) else error.messages
            with transaction.atomic():
                Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
                audit.record("page.drop_schedule", actor=SYSTEM, subject=page, why=list(map(str, why)))
            refused.append(str(page))
    return refused


def drop_refused_ends() -> list[str]:
    """Let go of each end of a page that its own screen would refuse; return their titles. Logged with the reasons."""
    kept = []
    for page in Page.objects.filter(live=True, expire_at__lt=timezone.now()).specific():
        if why := list(why_not(Act.UNPUBLISH, [page], below=False)):
            with transaction.atomic():
                Page.objects.filter(pk=page.pk).update(expire_at=None)
                audit.record("page.drop_schedule", actor=SYSTEM, subject=page, why=why)
            kept.append(str(page))
    return kept
