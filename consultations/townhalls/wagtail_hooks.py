"""Town halls in Wagtail: one in which somebody spoke is a record, and is not deleted."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from consultations.townhalls.models import Thread, TownHallPage


@hooks.register("before_delete_page")
def keep_what_was_said(request: HttpRequest, page: Page) -> HttpResponse | None:
    return _kept_or_cleared(request, [page], "wagtailadmin_explore", page.pk)


@hooks.register("before_bulk_action")
def keep_what_was_said_in_many(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    pages = [one for one in objects if isinstance(one, Page)]
    return _kept_or_cleared(request, pages, action.next_url) if pages and action_type == "delete" else None


def _kept_or_cleared(request: HttpRequest, pages: Iterable[Page], to: str, *args: Any) -> HttpResponse | None:
    """Refuse to delete these pages with what is under them, if people spoke or polls were written there.

    Otherwise the threads go, which were begun when somebody looked: they would hold the page.
    """
    here = reduce(or_, (TownHallPage.objects.all().descendant_of_q(page, inclusive=True) for page in pages))
    threads = Thread.objects.filter(page__in=TownHallPage.objects.filter(here).values("pk"))
    spoken = threads.filter(Q(contributions__isnull=False) | Q(polls__isnull=False)).values("page")
    holding = list(TownHallPage.objects.filter(pk__in=spoken).order_by("pk"))
    for hall in holding:
        why = _("“%(title)s” can't be deleted: people spoke in it, and that is a record. Unpublish it instead.")
        messages.error(request, why % {"title": hall.title})
    if holding:
        return redirect(to, *args)
    if request.method == "POST":
        threads.delete()
    return None
