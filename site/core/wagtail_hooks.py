"""The kernel in Wagtail."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from core.audit import Entry
from core.outbox.message import Message
from core.staff import EntryViewSet, LookOnly, MessageViewSet

for model in (Entry, Message):
    register_permission_policy(model, LookOnly(model), exact_class=True)


@hooks.register("register_admin_viewset")
def outbox() -> MessageViewSet:
    return MessageViewSet("outbox")


@hooks.register("register_admin_viewset")
def audit_log() -> EntryViewSet:
    return EntryViewSet("audit_log", url_prefix="audit-log")
