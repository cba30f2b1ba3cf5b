"""What peers look at, as everybody reads it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peer_review.frameworks.enums import VersionState
from peer_review.frameworks.models import FrameworkVersion
from peer_review.frameworks.queries import in_force_for_everybody, versions_shown
from peer_review.frameworks.rules import may_keep_frameworks
from peer_review.frameworks.views.drawn import changes_page, version_page


@require_safe
def in_force(request: HttpRequest) -> HttpResponse:
    """Every framework that is in force, with its themes."""
    context = {
        "versions": in_force_for_everybody(),
        "may_keep": may_keep_frameworks(request.user),
        "breadcrumbs": [(_("Home"), "/")],
    }
    return render(request, "frameworks/list.html", context)


@require_safe
def one(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """One version in full: the one in force, or else the last that was, unless its number is given."""
    versions = _shown(slug)
    if number is not None:
        version = next((row for row in versions if row.number == number), None)
        if version is None:
            raise Http404
    else:
        version = next((row for row in versions if row.state == VersionState.IN_FORCE), versions[0])
    return version_page(request, version, versions, breadcrumbs=_crumbs())


@require_safe
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """What changed between two versions that are or were in force. Parameters: before, after."""
    versions = _shown(slug)
    framework = versions[0].framework
    return changes_page(request, framework, versions, back=framework.get_absolute_url())


def _shown(slug: str) -> list[FrameworkVersion]:
    """Return the versions of a framework that everybody may read, the last first. Raises Http404 where there is none."""
    versions = list(versions_shown().filter(framework__slug=slug).order_by("-number"))
    if not versions:
        raise Http404
    return versions


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Home"), "/"), (_("What peers look at"), reverse("frameworks:list"))]
