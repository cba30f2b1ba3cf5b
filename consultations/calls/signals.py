"""Wagtail's events, one line each."""

from typing import Any

from django.dispatch import receiver
from django.http import Http404, HttpRequest
from django.utils import timezone
from wagtail import hooks
from wagtail.log_actions import get_active_log_context
from wagtail.models import Revision
from wagtail.signals import page_published

from accounts.rules import is_secretariat
from consultations.calls.domain.questionnaire import publish_questions
from consultations.calls.models import CallPage
from consultations.calls.queries import is_held_back
from core.actors import SYSTEM, Actor


@hooks.register("before_serve_document")
def keep_until_its_day(document: Any, request: HttpRequest) -> None:
    """A paper has its own day of publication, and its address can be guessed before. Staff may look."""
    if is_held_back(document, timezone.localdate()) and not is_secretariat(request.user):
        raise Http404


@receiver(page_published, sender=CallPage)
def write_its_questions(sender: Any, instance: CallPage, revision: Revision, **kwargs: Any) -> None:
    publish_questions(call=instance, actor=_publisher(revision), before=instance.seen_before)


def _publisher(revision: Revision) -> Actor:
    """Return who is at work in the editor: a draft may have been written by another than who publishes it."""
    return get_active_log_context().user or revision.user or SYSTEM
