"""Wagtail's events, one line each."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from consultations.assemblies.domain.sessions import note_when
from consultations.assemblies.models import SessionPage


@receiver(page_published, sender=SessionPage)
def write_down_when(sender: Any, instance: SessionPage, **kwargs: Any) -> None:
    note_when(session=instance)
