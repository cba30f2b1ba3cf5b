"""What everybody may read of peer reviews: the list, one review with its clock, feeds and calendars."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.calendars import calendar
from core.citations import cited_in
from core.feeds import atom, newest
from core.lists import filters, first_page, page_asked
from core.news import days_of, news_of
from core.panels import panels_for
from organisations.models import Region
from peer_review.frameworks.enums import FROZEN
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import ReviewState
from peer_review.reviews.models import Programme, Review
from peer_review.reviews.presenters import reviews as presenters
from peer_review.reviews.presenters.duties import lines_of
from peer_review.reviews.presenters.news import entries_of, happenings_of
from peer_review.reviews.queries import reviews as queries
from peer_review.reviews.queries.duties import clock_of
from peer_review.reviews.queries.inside import has_a_review
from peer_review.reviews.rules import may_run
from peer_review.reviews.views.doors import of_review

PER_PAGE = 25


@require_safe
def all_reviews(request: HttpRequest) -> HttpResponse:
    """All reviews that fit, the newest first. Its parameters: programme, stage, region and page."""
    programmes = list(queries.programmes())
    chosen = _chosen(request)
    page = page_asked(request, queries.read_whole(queries.chosen(chosen)), PER_PAGE)
    if page is None:
        return redirect(first_page(request))
    clocks = clock_of(page.object_list)
    context = {
        "page": page,
        "lines": [presenters.line_of(review, clocks[review.pk]) for review in page],
        **filters(presenters.facets_of(queries.facts(), chosen, programmes, request.GET)),
        "programmes": programmes,
        "takes_part": has_a_review(request.user),
        "manages": may_run(request.user),
        "panels": panels_for("peer_reviews", request),
        "breadcrumbs": [(_("Home"), "/")],
    }
    return render(request, "peer_reviews/list.html", context)


@require_safe
@of_review()
def one(request: HttpRequest, review: Review, reader: Reader) -> HttpResponse:
    """One review: its stage, its hosts, the clock that everybody sees, and what rooms above publish of it."""
    version = review.framework_version
    is_readable = version is not None and version.framework.is_public and version.state in FROZEN
    clock = clock_of([review])[review.pk]
    context = {
        "review": review,
        "state": presenters.state_of(review),
        "is_withdrawn": review.state == ReviewState.WITHDRAWN,
        "is_proposal": not queries.is_shown(review),
        "days": review.days,
        "months": presenters.months_since(review),
        "steps": presenters.stages_of(review),
        "hosts": [host.organisation.name for host in review.hosts.select_related("organisation")],
        "framework": version if is_readable else None,
        "clock": lines_of(review, clock),
        "is_inside": reader.is_inside(review),
        "published": panels_for("peer_review_first", request, review),
        "panels": panels_for("peer_review", request, review),
        "cited_in": cited_in([review.reference])[review.reference],
        "breadcrumbs": [(_("Home"), "/"), (_("Peer reviews"), reverse("peer_reviews:list"))],
    }
    return render(request, "peer_reviews/one.html", context)


@require_safe
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """One programme: what it is for, its framework, and its reviews with their clocks."""
    row = get_object_or_404(queries.programmes(), slug=slug)
    rows = queries.read_whole(queries.shown().filter(programme=row))
    page = page_asked(request, rows, PER_PAGE)
    if page is None:
        return redirect(first_page(request))
    clocks = clock_of(page.object_list)
    context = {
        "programme": row,
        "page": page,
        "lines": [presenters.line_of(review, clocks[review.pk]) for review in page],
        "manages": may_run(request.user),
        "breadcrumbs": [(_("Home"), "/"), (_("Peer reviews"), reverse("peer_reviews:list"))],
    }
    return render(request, "peer_reviews/programme.html", context)


@require_safe
def feed(request: HttpRequest, slug: str = "") -> HttpResponse:
    """What is new of all reviews, or of those of one programme."""
    row = get_object_or_404(Programme, slug=slug) if slug else None
    rows = queries.shown().filter(programme=row) if row else queries.shown()
    return atom(
        request,
        name=f"peer-reviews/{slug}" if slug else "peer-reviews",
        title=row.name if row else _("Peer reviews"),
        subtitle=_("Reviews as they begin, and their reports and action plans as they are published."),
        page=row.get_absolute_url() if row else reverse("peer_reviews:list"),
        entries=newest(entries_of(rows)),
    )


@require_safe
def calendar_file(request: HttpRequest, slug: str = "") -> HttpResponse:
    """The public days of all reviews, or of those of one programme."""
    row = get_object_or_404(Programme, slug=slug) if slug else None
    rows = list(queries.shown().filter(programme=row) if row else queries.shown())
    return calendar(
        request,
        name=f"peer-reviews-{slug}" if slug else "peer-reviews",
        title=row.name if row else _("Peer reviews"),
        happenings=happenings_of(rows, clock_of(rows)),
    )


@require_safe
@of_review()
def feed_of_one(request: HttpRequest, review: Review, reader: Reader) -> HttpResponse:
    """All that is new of one review: from every room."""
    _demand_shown(review)
    return atom(
        request,
        name=f"peer-review/{review.reference}",
        title=_title(review),
        subtitle=_("All that is new."),
        page=review.get_absolute_url(),
        entries=news_of(request, "peer_review", review),
    )


@require_safe
@of_review()
def calendar_of_one(request: HttpRequest, review: Review, reader: Reader) -> HttpResponse:
    """The public days of one review: of every room."""
    _demand_shown(review)
    happenings = days_of(request, "peer_review", review)
    return calendar(request, name=review.reference.lower(), title=_title(review), happenings=happenings)


def _demand_shown(review: Review) -> None:
    """Readers of feeds and calendars sign in nowhere: what they keep is for everybody or for nobody."""
    if not queries.is_shown(review):
        raise Http404


def _title(review: Review) -> str:
    return _("Peer review of %(system)s") % {"system": review.system.name}


def _chosen(request: HttpRequest) -> dict[str, list[str]]:
    """Return the values that are choices. What is none is passed over: old links must not break."""
    known = {"stage": set(ReviewState.values), "region": set(Region.values)}
    asked = {name: request.GET.getlist(name) for name in queries.FILTERS}
    chosen = {name: [value for value in asked[name] if value in values] for name, values in known.items()}
    slugs = set(Programme.objects.values_list("slug", flat=True)) if asked["programme"] else set()
    return {**chosen, "programme": [value for value in asked["programme"] if value in slugs]}
