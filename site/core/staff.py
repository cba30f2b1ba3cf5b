"""What staff see of the kernel in Wagtail: the mail on its way out, and the audit log. Nobody edits either."""

from collections.abc import Collection, Iterable
from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, ExpressionWrapper, Model, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from core.audit import Entry
from core.errors import Refused
from core.log_names import label_of, names_of
from core.outbox.addresses import messages_shown
from core.outbox.domain import send_again
from core.outbox.message import Message, MessageState


def refuse(request: HttpRequest, reasons: Iterable[str], to: str, *args: Any) -> HttpResponse | None:
    """Say the reasons on the page that follows, if there are any."""
    said = list(reasons)
    for why in said:
        messages.error(request, why)
    return redirect(to, *args) if said else None


class Only(ModelPermissionPolicy):
    """These `actions` are asked of the model's permissions; no other is open to anyone, administrators included."""

    def __init__(self, model: type[Model], *actions: str) -> None:
        super().__init__(model)
        self.actions = frozenset(actions)

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.actions and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Collection[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        return self.user_has_permission(user, action)


class LookOnlyViewSet(ModelViewSet):
    """A list with filters and nothing behind it."""

    add_to_reference_index = False
    copy_view_enabled = False
    menu_hook = "register_reports_menu_item"
    list_per_page = 50

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Name no address that is not there."""
        gone = ("add", "edit", "delete", "history", "usage")
        return super().get_common_view_kwargs(**{f"{name}_url_name": None for name in gone}, **kwargs)


class _To(Column):
    def get_value(self, instance: Message) -> str:
        return super().get_value(instance) or _("Private")


class _Again(Column):
    """A way to send again what was given up, for those who may."""

    def get_value(self, instance: Message) -> SafeString | str:
        if instance.state != MessageState.GIVEN_UP:
            return ""
        if instance.is_wiped:  # type: ignore[attr-defined]  # annotated by MessageList
            return _("Its words were wiped")
        return format_html('<a href="{}">{}</a>', reverse("outbox:again", args=[instance.pk]), _("Send again"))


class MessageFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(choices=MessageState.choices, label=gettext_lazy("State"))
    kind = django_filters.CharFilter(lookup_expr="icontains", label=gettext_lazy("Kind contains"))
    to = django_filters.CharFilter("shown_to", lookup_expr="icontains", label=gettext_lazy("Address contains"))

    class Meta:
        model = Message
        fields: list[str] = []


class MessageList(IndexView):
    page_title = gettext_lazy("Mail going out")

    def get_base_queryset(self) -> Any:
        """The words stay where they are: they may hold a link that opens a draft."""
        return messages_shown().annotate(is_wiped=ExpressionWrapper(Q(text=""), output_field=BooleanField()))


class MessageViewSet(LookOnlyViewSet):
    model = Message
    icon = "mail"
    menu_label = gettext_lazy("Mail going out")
    menu_order = 20
    index_view_class = MessageList
    filterset_class = MessageFilterSet
    ordering = "-created_at"
    list_display = [
        _To("shown_to", label=gettext_lazy("To"), sort_key="shown_to"),
        Column("kind", label=gettext_lazy("Kind"), sort_key="kind"),
        Column("state", accessor="get_state_display", label=gettext_lazy("State"), sort_key="state"),
        Column("attempts", label=gettext_lazy("Tries"), sort_key="attempts"),
        Column("last_error", label=gettext_lazy("Last error")),
        DateColumn("created_at", label=gettext_lazy("Written"), sort_key="created_at"),
        DateColumn("sent_at", label=gettext_lazy("Sent"), sort_key="sent_at"),
        _Again("again", label=""),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("again/<int:pk>/", again, name="again")]


def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then put a message that was given up back in the queue."""
    if not request.user.has_perm("core.change_message"):
        raise PermissionDenied
    message = get_object_or_404(messages_shown(), pk=pk, state=MessageState.GIVEN_UP)
    if request.method == "POST":
        try:
            send_again(message, by=request.user)  # type: ignore[arg-type]  # nobody without an account has the permission
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The message is in the queue again."))
        return redirect("outbox:index")
    return render(request, "core/staff/again.html", {"message_row": message})


class EntryFilterSet(WagtailFilterSet):
    subject = django_filters.CharFilter(lookup_expr="istartswith", label=gettext_lazy("Subject begins with"))
    action = django_filters.CharFilter(lookup_expr="istartswith", label=gettext_lazy("Action begins with"))
    actor = django_filters.CharFilter(lookup_expr="iexact", label=gettext_lazy("Actor, such as user:7"))

    class Meta:
        model = Entry
        fields: list[str] = []


def _plainly(value: Any) -> str:
    return " / ".join(map(str, value)) if isinstance(value, list) else str(value)


class _Details(Column):
    def get_value(self, instance: Entry) -> str:
        return ", ".join(f"{name}: {_plainly(value)}" for name, value in instance.details.items())


class _Named(Column):
    """A key of the log with its name before it. EntryList gives each entry the names of its page."""

    def get_value(self, instance: Entry) -> str:
        key = str(super().get_value(instance))
        name = instance.names.get(key, "")  # type: ignore[attr-defined]
        return f"{name} ({key})" if name else key


class _Act(Column):
    def get_value(self, instance: Entry) -> str:
        label = label_of(instance.action)
        return f"{label} ({instance.action})" if label else instance.action


class _When(Column):
    """The moment to the second: what came before what is what an auditor asks."""

    def get_value(self, instance: Entry) -> str:
        return date_format(localtime(instance.at), "j M Y H:i:s")


class EntryList(IndexView):
    page_title = gettext_lazy("Audit log")

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        paginator, page, rows, is_paginated = super().paginate_queryset(queryset, page_size)
        page.object_list = list(rows)
        names = names_of(key for entry in page.object_list for key in (entry.actor, entry.subject))
        for entry in page.object_list:
            entry.names = names
        return paginator, page, page.object_list, is_paginated


class EntryViewSet(LookOnlyViewSet):
    model = Entry
    icon = "history"
    menu_label = gettext_lazy("Audit log")
    menu_order = 10
    index_view_class = EntryList
    filterset_class = EntryFilterSet
    ordering = "-number"
    list_display = [
        Column("number", label=gettext_lazy("Number"), sort_key="number"),
        _When("at", label=gettext_lazy("When"), sort_key="number", width="15%"),
        _Named("actor", label=gettext_lazy("Who")),
        _Act("action", label=gettext_lazy("What")),
        _Named("subject", label=gettext_lazy("To what")),
        _Details("details", label=gettext_lazy("Details")),
    ]


def letters_given_up(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """Fill the panel of the staff's first page that says how many messages nobody could carry."""
    if not request.user.has_perm("core.view_message"):
        return None
    count = Message.objects.filter(state=MessageState.GIVEN_UP).count()
    return {"count": count, "url": reverse("outbox:index") + "?state=given_up"} if count else None


def log_to_read(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """Fill the panel of the staff's first page that leads whoever may read the audit log to it."""
    if not request.user.has_perm("core.view_entry"):
        return None
    return {"url": reverse("audit_log:index")}
