"""Where staff and co-chairs word a statement, and staff publish it and note what became of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.gates import StaffRequest, only_for
from consultations.workstreams import presenters
from consultations.workstreams.domain.statements import publish_draft
from consultations.workstreams.forms import DraftForm, ProgressForm
from consultations.workstreams.models import Statement, StatementVersion
from consultations.workstreams.rules import may_draft, may_publish
from core.errors import NotAllowed, Refused
from core.private_pages import private

for_drafters = only_for(may_draft, gettext_lazy("Only the secretariat and co-chairs of workstreams may come in here."))
for_publishers = only_for(may_publish, gettext_lazy("Only the secretariat may come in here."))


@for_drafters
@require_safe
def desk(request: StaffRequest) -> HttpResponse:
    """All statements with their versions, for those who word them."""
    rows = Statement.objects.with_wording().order_by("kind", "number")
    drafts = set(StatementVersion.objects.filter(published_at=None).values_list("statement", flat=True))
    return private(render(request, "workstreams/statements_desk.html", {"rows": rows, "drafts": drafts}))


@for_drafters
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: StaffRequest, pk: int) -> HttpResponse:
    statement = get_object_or_404(Statement, pk=pk)
    if not may_draft(request.user, statement):
        raise NotAllowed(_("Only the secretariat and the co-chairs of its workstreams may word it."))
    versions = list(statement.versions.all())
    last = next((one for one in versions if one.published_at), None)
    waiting = next((one for one in versions if not one.published_at), None)
    form = DraftForm(request.POST or None, statement=statement, last=last, draft=waiting)
    if request.method == "POST" and form.is_valid():
        try:
            form.carry_out(by=request.user)
        except Refused as refused:
            form.add_error("change" if not form.cleaned_data["change"] else None, refused.reasons)
        else:
            messages.success(request, _("The draft is saved."))
            return private(redirect("workstreams:draft", statement.pk))
    context = {
        "form": form,
        "statement": statement,
        "draft": waiting,
        "changed": presenters.changed(versions, last.number, waiting.number) if last and waiting else None,
        "may_publish": may_publish(request.user),
    }
    return private(render(request, "workstreams/statement_draft.html", context))


@for_publishers
@require_POST
def publish(request: StaffRequest, pk: int) -> HttpResponse:
    statement = get_object_or_404(Statement, pk=pk)
    try:
        publish_draft(statement=statement, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return private(redirect("workstreams:draft", statement.pk))
    messages.success(request, _("It is published."))
    return private(redirect(presenters.address_of(statement)))


@for_publishers
@require_http_methods(["GET", "HEAD", "POST"])
def progress(request: StaffRequest, pk: int) -> HttpResponse:
    statement = get_object_or_404(Statement.objects.with_wording(), pk=pk)
    form = ProgressForm(request.POST or None, statement=statement)
    if request.method == "POST" and form.is_valid():
        try:
            form.carry_out(by=request.user)
        except Refused as refused:
            form.add_error("on", refused.reasons)
        else:
            messages.success(request, _("It is written down."))
            return private(redirect("workstreams:desk"))
    return private(render(request, "workstreams/statement_progress.html", {"form": form, "statement": statement}))
