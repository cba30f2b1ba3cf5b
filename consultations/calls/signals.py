"""Wagtail's events, one line each."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Revision
from wagtail.signals import page_published

from consultations.calls.domain.questionnaire import publish_questions
from consultations.calls.models import CallPage
from core.actors import SYSTEM


@receiver(page_published, sender=CallPage)
def write_its_questions(sender: Any, instance: CallPage, revision: Revision, **kwargs: Any) -> None:
    publish_questions(call=instance, actor=revision.user or SYSTEM)
