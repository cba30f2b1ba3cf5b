"""Wagtail's events, one line each."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from pages.domain import note_references


@receiver(page_published)
def write_down(sender: Any, instance: Page, **kwargs: Any) -> None:
    note_references(page=instance)


@receiver(page_unpublished)
def write_off(sender: Any, instance: Page, **kwargs: Any) -> None:
    note_references(page=instance)
