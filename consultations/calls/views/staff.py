"""A call's opening, extensions and outcome, for the secretariat, in Wagtail."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import User
from accounts.rules import is_secretariat
from consultations.calls import checklist
from consultations.calls.clock import outcome_due, time_left
from consultations.calls.domain import extensions, opening
from consultations.calls.enums import CallStatus
from consultations.calls.forms import ChecksForm, EndExtensionForm, ExtensionForm, LateOutcomeForm, ReasonForm
from consultations.calls.lifecycle import CALL, PHASES
from consultations.calls.models import CallPage
from consultations.calls.queries import all_extensions_of
from core.errors import Refused
from core.lifecycle import Move

DONE = {
    "clear": gettext_lazy("The call is cleared. It opens and closes by itself."),
    "hold": gettext_lazy("The call is held back. It will not open until it is cleared again."),
    "publish_outcome": gettext_lazy("The outcome is published."),
    "take_back_outcome": gettext_lazy("The outcome is taken back."),
}


class CallOpening(WagtailAdminTemplateMixin, TemplateView):
    """Shows where a call stands and what may be done; each form posts here with its name as `do`."""

    template_name = "calls/staff/opening.html"
    header_icon = "openquote"
    page_title = gettext_lazy("Opening and outcome")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_secretariat(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def actor(self) -> User:
        return cast(User, self.request.user)

    @cached_property
    def call(self) -> CallPage:
        return get_object_or_404(CallPage, pk=self.kwargs["pk"])

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do what was asked, or show the page again as it was filled in, with what is wrong."""
        forms = self._forms(request.POST)
        doing = request.POST.get("do", "")
        acts = {"checks": self._checks, "extend": self._extend, "end": self._end, "late": self._late}
        try:
            if doing in acts:
                form = forms[doing]
                said = acts[doing](form) if form.is_valid() else ""
            else:
                form, said = self._move(doing, forms)
        except Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, reason)
            said = ""
        if said:
            messages.success(request, said)
            return HttpResponseRedirect(reverse("calls_opening", args=[pk]))
        filled = {doing: forms[doing]} if doing in forms else {}
        return self.render_to_response(self.get_context_data(filled), status=422)

    def _checks(self, form: Form) -> str:
        opening.answer_checks(call=self.call, answers=form.cleaned_data, actor=self.actor)
        return _("The checklist is saved.")

    def _extend(self, form: Form) -> str:
        extensions.extend(call=self.call, actor=self.actor, **form.cleaned_data)
        return _("The later closing time is given.")

    def _end(self, form: Form) -> str:
        extensions.end_extension(actor=self.actor, **form.cleaned_data)
        return _("The later closing time has ended.")

    def _late(self, form: Form) -> str:
        opening.explain_late_outcome(call=self.call, actor=self.actor, **form.cleaned_data)
        return _("The call’s page says why, and the new date.")

    def _move(self, verb: str, forms: dict[str, Any]) -> tuple[Form | None, str]:
        verbs: Mapping[str, Callable[..., CallPage]] = {
            "clear": opening.clear_to_open,
            "hold": opening.hold_back,
            "publish_outcome": opening.publish_outcome,
            "take_back_outcome": opening.take_back_outcome,
        }
        if verb not in verbs:
            raise Refused(_("There is nothing of that name to do."))
        form = forms.get(verb)
        if form is not None and not form.is_valid():
            return form, ""
        reason = {"reason": form.cleaned_data["reason"]} if form is not None else {}
        verbs[verb](call=self.call, actor=self.actor, **reason)
        return form, str(DONE[verb])

    def _forms(self, data: Any = None) -> dict[str, Any]:
        """Return every form of the page by what it does. A move has one when it wants a reason."""
        call = self.call
        # Once the call is cleared, what was answered stands; what nobody was asked before is still asked.
        is_preparing = call.status == CallStatus.PREPARING
        points = [one for one in self._points if is_preparing or one.key not in self._answered]
        reasons = {one.verb: ReasonForm(data, prefix=one.verb) for one in CALL.moves if one.needs_reason}
        return {
            "checks": ChecksForm(points, self._answered, data),
            "extend": ExtensionForm(call, data),
            "end": EndExtensionForm(call, data),
            "late": LateOutcomeForm(data),
            **reasons,
        }

    @cached_property
    def _points(self) -> list[checklist.Point]:
        return checklist.points_asked(self.call)

    @cached_property
    def _answered(self) -> dict[str, Any]:
        return checklist.answered(self.call)

    def get_page_subtitle(self) -> str:
        return self.call.draft_title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("calls_of_staff:index"), "label": _("Calls")},
            {"url": reverse("wagtailadmin_pages:edit", args=[self.call.pk]), "label": self.call.draft_title},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, filled: Mapping[str, Form] | None = None, **kwargs: Any) -> dict[str, Any]:
        """Return what the page shows. Of its forms, those that were `filled` in wrongly show what was typed."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        call, now, points, stored = self.call, timezone.now(), self._points, self._answered
        forms = {**self._forms(), **(filled or {})}
        fields = {field.name: field for field in forms["checks"]}
        questions = call.questions.filter(retired_at__isnull=True).count()
        return {
            **context,
            "call": call,
            "status": CALL.state_of(call),
            "phase": PHASES[call.phase_at(now)],
            "time_left": time_left(call, now),
            "to_answer": [(one, stored.get(one.key), fields[one.key]) for one in points if one.key in fields],
            "standing": [(one, stored[one.key]) for one in points if one.key not in fields],
            "total": len(points),
            "answered": sum(one.key in stored for one in points),
            "warnings": checklist.warnings_for(call, questions),
            "questions": questions,
            "moves": [self._offered(one, forms) for one in CALL.open_to(call, self.actor)],
            "extensions": all_extensions_of(call),
            "due": outcome_due(call, now),
            "forms": forms,
            "media": forms["extend"].media + ReasonForm().media,
        }

    def _offered(self, move: Move, forms: dict[str, Any]) -> dict[str, Any]:
        return {"move": move, "obstacles": CALL.obstacles(self.call, move.verb), "form": forms.get(move.verb)}
