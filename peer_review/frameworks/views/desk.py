"""The desk of those who keep frameworks: all of them, one with its versions, and what is done to it as a whole."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import StaffRequest
from core.acts import done
from core.asking import ask, form_page, sent
from core.private_pages import private
from peer_review.frameworks import domain, queries
from peer_review.frameworks.enums import VersionState
from peer_review.frameworks.forms.frameworks import BeginForm, DescribeForm, LocalEditionForm, MakePublicForm
from peer_review.frameworks.models import Framework
from peer_review.frameworks.presenters.pages import desk_rows, version_rows
from peer_review.frameworks.views.doors import for_keepers, framework_or_404, version_or_404
from peer_review.frameworks.views.drawn import changes_page, version_page


@for_keepers
@require_safe
def desk(request: StaffRequest) -> HttpResponse:
    """Every framework, with the version in force and the draft."""
    return private(render(request, "frameworks/desk/list.html", {"rows": desk_rows(queries.kept())}))


@for_keepers
@form_page
def begin(request: StaffRequest) -> HttpResponse:
    return ask(request, BeginForm(sent(request)), then=reverse("frameworks:desk"), back=_("Back to the desk"))


@for_keepers
@require_safe
def one(request: StaffRequest, slug: str) -> HttpResponse:
    """A framework with all its versions, and what can be done."""
    framework = framework_or_404(slug)
    versions = list(queries.versions_of(framework))
    standing = {one.state: one for one in versions}
    context = {
        "framework": framework,
        "versions": version_rows(versions),
        "draft": standing.get(VersionState.DRAFT),
        "in_force": standing.get(VersionState.IN_FORCE),
        "shown": queries.versions_shown().filter(framework=framework).exists(),
        "is_comparable": len(versions) > 1 or framework.is_local,
        "editions": Framework.objects.filter(base__framework=framework),
    }
    return private(render(request, "frameworks/desk/one.html", context))


@for_keepers
@form_page
def describe(request: StaffRequest, slug: str) -> HttpResponse:
    framework = framework_or_404(slug)
    return ask(
        request,
        DescribeForm(sent(request), framework=framework),
        then=_desk(framework),
        back=_("Back to the framework"),
    )


@for_keepers
@require_POST
def new_version(request: StaffRequest, slug: str) -> HttpResponse:
    """Begin the next version as a copy of the last; where there is a draft already, that is where one arrives."""
    framework = framework_or_404(slug)
    begun = lambda: domain.new_version(framework=framework, by=request.user)  # noqa: E731
    done(request, begun, _("A new version is begun, as a copy of the last. Only peer review managers see it."))
    return private(redirect("frameworks:draft", framework.slug))


@for_keepers
@form_page
def local_edition(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    """Begin a local edition of one version."""
    framework = framework_or_404(slug)
    form = LocalEditionForm(sent(request), of=version_or_404(framework, number))
    return ask(request, form, then=_desk(framework), back=_("Back to the framework"))


@for_keepers
@form_page
def make_public(request: StaffRequest, slug: str) -> HttpResponse:
    framework = framework_or_404(slug)
    if framework.is_public:
        messages.success(request, _("Everybody can read it."))
        return private(redirect(_desk(framework)))
    return ask(
        request,
        MakePublicForm(sent(request), framework=framework),
        then=_desk(framework),
        back=_("Back to the framework"),
    )


@for_keepers
@require_safe
def version(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    """One version in full, a draft too."""
    framework = framework_or_404(slug)
    row = version_or_404(framework, number)
    crumbs = [(_("Desk"), reverse("frameworks:desk")), (framework.name, _desk(framework))]
    return private(version_page(request, row, queries.versions_of(framework), is_desk=True, breadcrumbs=crumbs))


@for_keepers
@require_safe
def changes(request: StaffRequest, slug: str) -> HttpResponse:
    """What changed between two versions, drafts too. Parameters: before, after."""
    framework = framework_or_404(slug)
    return private(
        changes_page(request, framework, queries.versions_of(framework), is_desk=True, back=_desk(framework))
    )


def _desk(framework: Framework) -> str:
    return reverse("frameworks:desk_one", args=[framework.slug])
