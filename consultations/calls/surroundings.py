"""The pages that a call's page leads to: those above it, its workstreams, its privacy notice."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page

from consultations.calls.models import CallPage
from core.visibility import seen_by_all
from pages.crumbs import HOME_DEPTH, crumbs_of

Link = tuple[str, str]


@dataclass(frozen=True)
class Surroundings:
    """Titles with addresses. `privacy_url` is empty where there is no notice that the public can read."""

    crumbs: list[Link]
    workstreams: list[Link]
    privacy_url: str


def surroundings_of(call: CallPage, request: HttpRequest) -> Surroundings:
    """Return all of them with two queries. Whoever sees the call sees what is above it; the rest only if everybody may."""
    above = [call.path[:end] for end in range(HOME_DEPTH * Page.steplen, len(call.path), Page.steplen)]
    streams = _workstreams(call, request)
    beside = (Q(pk__in=streams) | Q(pk=call.privacy_notice_id)) & seen_by_all()
    pages = list(Page.objects.filter(Q(path__in=above, live=True) | beside).order_by("path"))
    crumbs = [page for page in pages if page.path in above]
    notice = next((page for page in pages if page.pk == call.privacy_notice_id), None)
    others = [page for page in pages if page not in crumbs and page != notice]
    return Surroundings(
        crumbs=crumbs_of(crumbs, request),
        workstreams=[(page.title, page.get_url(request) or "") for page in others],
        privacy_url=(notice.get_url(request) or "") if notice else "",
    )


def _workstreams(call: CallPage, request: HttpRequest) -> object:
    """Return their keys, or the query for them; a preview knows its own, which may not be saved."""
    if getattr(request, "is_preview", False):
        return [one.pk for one in call.workstreams.all()]
    return CallPage.workstreams.through.objects.filter(callpage=call).values("workstreampage")
