"""Two pages that the public and the desk share: one version in full, and two versions compared."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from peer_review.frameworks.forms.frameworks import CompareForm
from peer_review.frameworks.models import Framework, FrameworkVersion
from peer_review.frameworks.presenters.comparing import compare
from peer_review.frameworks.presenters.pages import names_in_choice, page_of, to_compare
from peer_review.frameworks.rules import may_keep_frameworks


def version_page(
    request: HttpRequest, version: FrameworkVersion, versions: Iterable[FrameworkVersion], **more: Any
) -> HttpResponse:
    """Draw one version in full. `versions` are those of its framework that this reader may read, the last first."""
    context = {**page_of(version, versions), "may_keep": may_keep_frameworks(request.user), **more}
    return render(request, "frameworks/version.html", context)


def changes_page(
    request: HttpRequest, framework: Framework, versions: Iterable[FrameworkVersion], **more: Any
) -> HttpResponse:
    """Draw the differences between two versions; the last two, unless others are asked for. Parameters: before, after.

    Raises Http404 where there are not two.
    """
    marked = to_compare(framework, versions)
    if len(marked) < 2:  # noqa: PLR2004
        raise Http404
    last, earlier, *_rest = marked
    asked = {name: request.GET[name] for name in ("before", "after") if name in request.GET}
    names = names_in_choice(marked)
    form = CompareForm({"before": earlier, "after": last, **asked}, choices=names)
    if not form.is_valid():
        return redirect(request.path)
    chosen = [form.cleaned_data["before"], form.cleaned_data["after"]]
    before, after = (marked[mark] for mark in chosen)
    context = {
        "framework": framework,
        "form": form,
        "before": dict(names)[chosen[0]],
        "after": dict(names)[chosen[1]],
        "changed": after.changed,
        "comparison": compare(before, after),
        **more,
    }
    return render(request, "frameworks/changes.html", context)
