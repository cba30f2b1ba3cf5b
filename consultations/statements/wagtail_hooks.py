"""The way from Wagtail to the desk, and what is not to be undone by mistake."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from consultations.statements.lasting import why_not_deleted
from consultations.statements.rules import may_draft
from core.staff import refuse


class StatementsItem(MenuItem):
    """Shown to those who may write something there."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(may_draft(request.user))


@hooks.register("register_admin_menu_item")
def statements() -> MenuItem:
    address = reverse("statements_desk:desk")
    return StatementsItem(
        _("Principles and recommendations"), address, name="statements", icon_name="list-ul", order=12
    )


@hooks.register("before_delete_page")
def keep_statements(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refuse(request, why_not_deleted([page]), "wagtailadmin_explore", page.get_parent().pk)
