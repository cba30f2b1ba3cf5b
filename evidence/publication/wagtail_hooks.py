"""The way from Wagtail to the desk."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.rules import is_secretariat


class DeskItem(MenuItem):
    """Shown to the secretariat alone; nobody else is let in."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(is_secretariat(request.user))


@hooks.register("register_admin_menu_item")
def desk() -> MenuItem:
    return DeskItem(_("Desk"), reverse("desk:desk"), name="desk", icon_name="tasks", order=10)
