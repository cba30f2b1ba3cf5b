"""Calls in Wagtail: their list, the button to their opening, and what is not to be undone by mistake."""

from collections.abc import Iterator
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets import Button
from wagtail.models import Page

from accounts.models import User
from accounts.rules import is_secretariat
from consultations.calls.checklist import warnings_for
from consultations.calls.clock import time_left
from consultations.calls.deletion import Resting, resting_on
from consultations.calls.enums import CallStatus
from consultations.calls.lasting import (
    why_not_deleted_together,
    why_not_published_together,
)
from consultations.calls.models import CallPage
from consultations.calls.queries import is_held_back
from consultations.calls.views.staff import CallOpening
from core import audit
from core.staff import refuse
from core.templatetags.moments import day


def _opening_link(call: CallPage) -> str:
    return format_html('<a href="{}">{}</a>', reverse("calls_opening", args=[call.pk]), _("Opening and outcome"))


def _stands_at(call: CallPage) -> str:
    return _("Preparing") if call.status == CallStatus.PREPARING else str(call.phase.label)


class CallListing(PageListingViewSet):
    """Every call, the last changed on top."""

    icon = "openquote"
    menu_label = gettext_lazy("Calls")
    menu_order = 110
    add_to_admin_menu = True
    model = CallPage
    ordering = "-latest_revision_created_at"
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=gettext_lazy("Title"), sort_key="title", classname="title", width="40%"),
        Column("code", label=gettext_lazy("Code"), sort_key="code"),
        Column("phase", label=gettext_lazy("Stage"), accessor=_stands_at),
        Column(
            "closes_at", label=gettext_lazy("Closes"), sort_key="closes_at", accessor=lambda call: day(call.closes_at)
        ),
        Column("time_left", label=gettext_lazy("Time"), accessor=lambda call: time_left(call, timezone.now())),
        Column("opening", label=gettext_lazy("Next"), accessor=_opening_link),
        PageStatusColumn("status", label=gettext_lazy("Page"), sort_key="live"),
    ]


@hooks.register("register_admin_viewset")
def calls() -> CallListing:
    return CallListing("calls_of_staff", url_prefix="calls")


@hooks.register("register_admin_urls")
def opening() -> list[URLPattern]:
    return [path("calls/<int:pk>/opening/", CallOpening.as_view(), name="calls_opening")]


@hooks.register("register_page_header_buttons")
def to_the_opening(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(page, CallPage) and page.pk and is_secretariat(user):
        yield Button(
            _("Opening and outcome"), reverse("calls_opening", args=[page.pk]), icon_name="openquote", priority=5
        )


@hooks.register("after_publish_page")
def say_what_comes_next(request: HttpRequest, page: Page) -> None:
    """Publishing shows a call as forthcoming; it opens only when its checklist is answered."""
    if not isinstance(page, CallPage):
        return
    for sentence in warnings_for(page, page.questions.filter(retired_at__isnull=True).count()):
        messages.warning(request, sentence)
    if page.status == CallStatus.PREPARING:
        messages.info(
            request,
            format_html(
                '{} <a href="{}">{}</a>',
                _("The page shows as forthcoming. It opens once its checklist is answered."),
                reverse("calls_opening", args=[page.pk]),
                _("Go to the checklist"),
            ),
        )


@hooks.register("before_delete_page")
def say_what_rests_on_it(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Deleting a call stays possible, but not in ignorance, and not while published evidence cites it."""
    if not isinstance(page, CallPage):
        return refuse(request, why_not_deleted_together([page]), "wagtailadmin_explore", page.pk)
    resting = resting_on(page)
    holding = [
        _("This call can't be deleted, because of what rests on it: %(count)d %(name)s. Take that back first.")
        % {"count": one.count, "name": one.name}
        for one in resting
        if one.holds
    ]
    if not holding and request.method == "GET":
        _warn_of_deletion(request, page, resting)
    return refuse(request, holding, "wagtailadmin_pages:edit", page.pk)


def _warn_of_deletion(request: HttpRequest, call: CallPage, resting: list[Resting]) -> None:
    for one in resting:
        messages.warning(
            request,
            _("What was made to this call keeps every word but loses this page: %(count)d %(name)s.")
            % {"count": one.count, "name": one.name},
        )
    if call.has_opened:
        messages.warning(request, _("This call has opened. Whoever kept a link to it will find no page there."))


@hooks.register("after_delete_page")
def record_the_deletion(request: HttpRequest, page: Page) -> None:
    if isinstance(page, CallPage):
        audit.record("call.delete", actor=cast(User, request.user), subject=page, code=page.code)


@hooks.register("before_serve_document")
def keep_until_its_day(document: Any, request: HttpRequest) -> None:
    """A paper has its own day of publication, and its address can be guessed before. Staff may look."""
    if is_held_back(document, timezone.localdate()) and not is_secretariat(request.user):
        raise Http404


@hooks.register("before_bulk_action")
def publish_what_is_finished(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """What a page's own form refuses, a list of pages refuses too, with nothing done to any of them."""
    if action_type != "publish":
        return None
    pages = [one for one in objects if isinstance(one, Page)]
    below = bool(action.cleaned_form.cleaned_data.get("include_descendants"))
    return refuse(request, why_not_published_together(pages, below=below), action.next_url)
