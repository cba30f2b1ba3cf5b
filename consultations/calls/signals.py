"""Wagtail's events, one line each."""

from typing import Any

from django.dispatch import receiver
from wagtail.log_actions import get_active_log_context
from wagtail.models import Revision
from wagtail.signals import page_published

from consultations.calls.domain.questionnaire import publish_questions
from consultations.calls.models import CallPage
from core.actors import SYSTEM, Actor


@receiver(page_published, sender=CallPage)
def write_its_questions(sender: Any, instance: CallPage, revision: Revision, **kwargs: Any) -> None:
    publish_questions(call=instance, actor=_publisher(revision), before=instance.seen_before)


def _publisher(revision: Revision) -> Actor:
    """Return who is at work in the editor: a draft may have been written by another than who publishes it."""
    return get_active_log_context().user or revision.user or SYSTEM
