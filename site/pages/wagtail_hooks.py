"""Wagtail's rooms as our staff find them: what waits for them first, and no advertisements."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from core.panels import FilledPanel, panels_for

# In the order of work: what one edits, what one looks up, what one looks over. A room above puts its own before these
# with an order below 100.
ORDER = {
    name: place * 100
    for place, name in enumerate(
        ["explorer", "register", "images", "documents", "reports", "settings", "help"], start=1
    )
}
# These lead to Wagtail's own site.
ELSEWHERE = ("whats-new-in-wagtail", "editor-guide")


class WaitingPanel(Component):
    """What waits for this person, said by each room (core.panels, place "staff-home")."""

    name = "waiting"
    order = 10
    template_name = "pages/staff/waiting.html"

    def __init__(self, panels: list[FilledPanel]) -> None:
        self.panels = panels

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"panels": self.panels, "request": parent_context.get("request")}


@hooks.register("insert_global_admin_css")
def in_our_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/wagtail.css"))


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Component]) -> None:
    panels.insert(0, WaitingPanel(panels_for("staff-home", request)))


@hooks.register("construct_main_menu")
def in_the_order_of_work(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    for item in menu_items:
        item.order = ORDER.get(item.name, item.order)


@hooks.register("construct_help_menu")
def without_advertisements(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [item for item in menu_items if not item.name.startswith(ELSEWHERE)]
