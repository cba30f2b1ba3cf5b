"""The kernel in Wagtail."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature
from wagtail.permissions import register_permission_policy
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.audit import Entry
from core.outbox.message import Message
from core.staff import EntryViewSet, MessageViewSet, Only

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
