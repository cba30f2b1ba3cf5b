"""Standing bodies in Wagtail: the way to their desk, and what is not to be undone by mistake."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from consultations.assemblies import lasting, lasting_sessions
from consultations.assemblies.models import BodyPage, SessionPage
from consultations.assemblies.rules import may_run
from core.staff import refuse


@hooks.register("register_page_header_buttons")
def to_the_desk(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(page, BodyPage) and page.pk and may_run(user, page):
        yield Button(_("Desk"), reverse("assemblies:desk", args=[page.pk]), icon_name="group", priority=5)


@hooks.register("before_delete_page")
def keep_the_record(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refuse(request, lasting.why_not_deleted([page]), "wagtailadmin_explore", page.get_parent().pk)


@hooks.register("register_page_header_buttons")
def to_the_desk_of_a_session(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(page, SessionPage) and page.pk and may_run(user):
        yield Button(_("Desk"), reverse("assemblies:session_desk", args=[page.pk]), icon_name="group", priority=5)


@hooks.register("before_delete_page")
def keep_what_sessions_left(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refuse(request, lasting_sessions.why_not_deleted([page]), "wagtailadmin_explore", page.get_parent().pk)
