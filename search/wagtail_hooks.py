"""Search in Wagtail."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.contrib.settings.registry import register_setting

from search.models import SynonymList

register_setting(SynonymList, icon="search", order=400)


@hooks.register("construct_reports_menu")
def no_report_of_what_people_look_for(request: HttpRequest, menu_items: list[Any]) -> None:
    """Searches are written down nowhere, so Wagtail's report of them would always be empty."""
    menu_items[:] = [item for item in menu_items if item.name != "search-terms"]
