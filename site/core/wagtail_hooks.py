"""The kernel in Wagtail."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.audit import Entry
from core.lasting_pages import Act, why_not
from core.outbox.message import Message
from core.staff import EntryViewSet, MessageViewSet, Only, refuse

for model in (Entry, Message):
    register_permission_policy(model, Only(model, "view"), exact_class=True)


@hooks.register("register_admin_viewset")
def outbox() -> MessageViewSet:
    return MessageViewSet("outbox")


@hooks.register("register_admin_viewset")
def audit_log() -> EntryViewSet:
    return EntryViewSet("audit_log", url_prefix="audit-log")


@hooks.register("register_rich_text_features")
def welsh_passages(features: FeatureRegistry) -> None:
    """The feature "welsh": an editor marks a passage, so that a screen reader says it in Welsh (WCAG 2.2, 3.1.2)."""
    control = {
        "type": "WELSH",
        "label": "Cy",
        "description": _("This passage is in Welsh"),
        "style": {"textDecoration": "underline dotted"},
    }
    features.register_editor_plugin("draftail", "welsh", InlineStyleFeature(control))
    features.register_converter_rule(
        "contentstate",
        "welsh",
        {
            "from_database_format": {'span[lang="cy"]': InlineStyleElementHandler("WELSH")},
            "to_database_format": {"style_map": {"WELSH": {"element": "span", "props": {"lang": "cy"}}}},
        },
    )


# What can't be done to pages (core.lasting_pages). A room that has more to say of deleting one says it itself.


@hooks.register("before_move_page")
def keep_its_address(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """People keep links to what was public, and papers print them."""
    return refuse(request, why_not(Act.MOVE, [page]), "wagtailadmin_pages:edit", page.pk)


@hooks.register("before_unpublish_page")
def keep_it_on_the_site(request: HttpRequest, page: Page) -> HttpResponse | None:
    below = bool(request.POST.get("include_descendants"))
    return refuse(request, why_not(Act.UNPUBLISH, [page], below=below), "wagtailadmin_pages:edit", page.pk)


@hooks.register("before_copy_page")
def copy_and_no_alias(request: HttpRequest, page: Page) -> HttpResponse | None:
    if not request.POST.get("alias"):
        return None
    below = bool(request.POST.get("copy_subpages"))
    return refuse(request, why_not(Act.ALIAS, [page], below=below), "wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def guard_many_at_once(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """What a page's own screens refuse, a list of pages refuses too, with nothing done to any of them."""
    pages = [one for one in objects if isinstance(one, Page)]
    if not pages or action_type not in {Act.MOVE.value, Act.UNPUBLISH.value, Act.DELETE.value}:
        return None
    act = Act(action_type)
    below = act is not Act.UNPUBLISH or bool(action.cleaned_form.cleaned_data.get("include_descendants"))
    return refuse(request, why_not(act, pages, below=below), action.next_url)
