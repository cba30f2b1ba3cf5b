"""Wagtail's events, one line each."""

from typing import Any

from django.dispatch import receiver
from wagtail.log_actions import get_active_log_context
from wagtail.models import Revision
from wagtail.signals import page_published

from consultations.calls.domain.changes import record_publishing
from consultations.calls.models import CallPage
from core.actors import SYSTEM, Actor


@receiver(page_published, sender=CallPage)
def record_it(sender: Any, instance: CallPage, revision: Revision, **kwargs: Any) -> None:
    record_publishing(call=instance, actor=_publisher(revision), before=instance.seen_before)


def _publisher(revision: Revision) -> Actor:
    """Return who is at work in the editor: a draft may have been written by another than who publishes it."""
    return get_active_log_context().user or revision.user or SYSTEM
