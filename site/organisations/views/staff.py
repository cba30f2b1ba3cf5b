"""The register in Wagtail: each save is a verb of the register, and a merger or a split is one form."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import Button, HeaderButton
from wagtail.log_actions import log

from accounts.models import User
from core.errors import Refused
from organisations.domain import succeed, write_organisation
from organisations.forms import SuccessionForm
from organisations.models import Organisation
from organisations.rules import may_keep_register


class RegisterList(IndexView):
    @cached_property
    def header_buttons(self) -> list[Button]:
        buttons: list[Button] = super().header_buttons
        if may_keep_register(self.request.user):
            buttons.append(HeaderButton(_("Succession"), url=reverse("register:succession"), icon_name="resubmit"))
        return buttons


class _Written:
    """Saves what the form holds through the verb, and keeps Wagtail's own history of the row."""

    request: HttpRequest
    form: Any
    log_action: str

    def save_instance(self) -> Organisation:
        body = write_organisation(
            body=self.form.instance,
            successors=self.form.cleaned_data["successors"],
            changed=self.form.changed_data,
            actor=cast(User, self.request.user),
        )
        log(body, self.log_action, user=self.request.user, content_changed=self.form.has_changed())
        return body


class AddBody(_Written, CreateView):
    log_action = "wagtail.create"


class EditBody(_Written, EditView):
    log_action = "wagtail.edit"

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        url = reverse("register:succession") + f"?ends={self.object.pk}"
        return [*super().header_more_buttons, Button(_("Succession"), url=url, icon_name="resubmit", priority=5)]


class Succession(WagtailAdminTemplateMixin, FormView):
    """Says which bodies followed which, from which day. `?ends=` fills in one that ends."""

    template_name = "organisations/staff/succession.html"
    header_icon = "resubmit"
    page_title = gettext_lazy("Succession")
    form_class = SuccessionForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_keep_register(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"ends_1": self.request.GET.get("ends", "")}

    def form_valid(self, form: SuccessionForm) -> HttpResponse:
        try:
            succeed(
                predecessors=form.bodies("ends"),
                successors=form.bodies("follows"),
                on=form.cleaned_data["on"],
                actor=cast(User, self.request.user),
            )
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
            return self.form_invalid(form)
        messages.success(self.request, _("The register says who followed whom."))
        return super().form_valid(form)

    def form_invalid(self, form: SuccessionForm) -> HttpResponse:
        messages.error(self.request, _("Nothing is recorded yet. See below what to mend."))
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_success_url(self) -> str:
        return reverse("register:index")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        register = {"url": reverse("register:index"), "label": _("Organisations")}
        return [*self.breadcrumbs_items, register, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form: SuccessionForm = context["form"]
        return {**context, "ends": form.lines("ends"), "follows": form.lines("follows"), "media": form.media}
