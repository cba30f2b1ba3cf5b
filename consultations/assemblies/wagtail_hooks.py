"""Standing bodies in Wagtail: the way to their desk, and what is not to be undone by mistake."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from consultations.assemblies import lasting
from consultations.assemblies.models import BodyPage, SessionPage
from consultations.assemblies.rules import may_run
from core.staff import refuse

DESKS: dict[type[Page], str] = {BodyPage: "assemblies:desk", SessionPage: "assemblies:session_desk"}


@hooks.register("register_page_header_buttons")
def to_the_desk(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    desk = DESKS.get(type(page))
    if desk and page.pk and may_run(user, page):
        yield Button(_("Desk"), reverse(desk, args=[page.pk]), icon_name="group", priority=5)


@hooks.register("before_delete_page")
def keep_the_record(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refuse(request, lasting.why_not_deleted([page]), "wagtailadmin_explore", page.get_parent().pk)
