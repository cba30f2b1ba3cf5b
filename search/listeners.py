"""Other people's events: Wagtail's pages and their privacy, and an engine that lost its index."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from consultations.assemblies.models import BodyPage, SessionPage
from consultations.calls.models import CallPage
from consultations.reviews.models import ReviewPage
from consultations.townhalls.models import TownHallPage
from consultations.workstreams.models import WorkstreamPage
from core.changes import announce
from search.backends.signals import index_lost
from search.domain.notes import (
    ask_for_rebuild,
    note_evidence_below,
    note_gone,
    note_held_below,
    note_said_below,
    note_statements_below,
)


def listen() -> None:
    """Connect all; run once when Django starts."""
    page_published.connect(_page_changed, dispatch_uid="search.page_published")
    page_published.connect(_call_changed, sender=CallPage, dispatch_uid="search.call_published")
    page_unpublished.connect(_page_changed, dispatch_uid="search.page_unpublished")
    page_published.connect(_hall_changed, sender=TownHallPage, dispatch_uid="search.hall_published")
    page_unpublished.connect(_hall_changed, sender=TownHallPage, dispatch_uid="search.hall_unpublished")
    for kind in (BodyPage, SessionPage):
        page_published.connect(_body_changed, sender=kind, dispatch_uid=f"search.{kind.__name__}_published")
        page_unpublished.connect(_body_changed, sender=kind, dispatch_uid=f"search.{kind.__name__}_unpublished")
    for sender in (ReviewPage, WorkstreamPage):
        name = f"search.{sender._meta.model_name}"
        page_published.connect(_place_changed, sender=sender, dispatch_uid=f"{name}_published")
        page_unpublished.connect(_place_changed, sender=sender, dispatch_uid=f"{name}_unpublished")
    post_page_move.connect(_page_moved, dispatch_uid="search.page_moved")
    pre_delete.connect(_page_deleted, dispatch_uid="search.page_deleted")
    post_save.connect(_privacy_changed, sender=PageViewRestriction, dispatch_uid="search.privacy_saved")
    post_delete.connect(_privacy_changed, sender=PageViewRestriction, dispatch_uid="search.privacy_deleted")
    index_lost.connect(_index_lost, dispatch_uid="search.index_lost")


def _page_changed(instance: Page, **kwargs: Any) -> None:
    announce(instance)


def _call_changed(instance: CallPage, **kwargs: Any) -> None:
    if instance.seen_before is not None:  # it has opened, so that it may have evidence
        note_evidence_below(instance)


def _hall_changed(instance: TownHallPage, **kwargs: Any) -> None:
    note_said_below(instance)


def _body_changed(instance: Page, **kwargs: Any) -> None:
    note_held_below(instance)


def _place_changed(instance: ReviewPage | WorkstreamPage, **kwargs: Any) -> None:
    note_statements_below(instance)


def _page_moved(instance: Page, **kwargs: Any) -> None:
    announce(*instance.get_descendants(inclusive=True))
    note_evidence_below(instance)
    note_said_below(instance)
    note_held_below(instance)
    note_statements_below(instance)


def _page_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    if sender is Page:  # each page is deleted as its own kind and as a plain page
        note_gone(instance.pk)


def _privacy_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    announce(*instance.page.get_descendants(inclusive=True))
    note_evidence_below(instance.page)
    note_said_below(instance.page)
    note_held_below(instance.page)
    note_statements_below(instance.page)


def _index_lost(alias: str, **kwargs: Any) -> None:
    ask_for_rebuild(alias)
