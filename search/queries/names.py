"""What references, codes and keys name, where that is public."""

import re
from collections.abc import Callable, Collection, Mapping

from django.db.models import Q
from wagtail.models import Page

from accounts.models import User
from consultations.assemblies.models import Advice
from consultations.assemblies.queries.advice import advice_shown
from consultations.calls.models import CallPage
from consultations.statements.citations import statements_with, title_of
from consultations.statements.models import Statement
from consultations.townhalls.models import Contribution
from consultations.townhalls.queries import said_in_public
from core.visibility import for_everyone, seen_by_all
from evidence.publication.models import Edition
from peer_review.reports.models import Passage, Report
from peer_review.reports.queries.published import findings_published, published

REFERENCE = re.compile(r"[A-Z]{2,6}\d+-\d+", re.IGNORECASE)
STATEMENT = re.compile(r"(?:REC|PRI)-[1-9]\d{0,3}", re.IGNORECASE)
QUESTION = re.compile(r"Q-\d+", re.IGNORECASE)
ADVICE = re.compile(r"ADV-\d{1,8}", re.IGNORECASE)
PEER_REVIEW = re.compile(r"PR-[1-9]\d{0,5}(?: [SAR][1-9]\d{0,3})?", re.IGNORECASE)
CODE = re.compile(r"[A-Z]{2,6}\d+", re.IGNORECASE)
Named = Edition | Contribution | Statement | Advice | Report | Passage | CallPage
PAGES = ("review", "workstream", "body", "session")  # facets whose values are keys of pages


def straight_to(words: str) -> Named | None:
    """Return what a reference typed in names, where it is public: a submission (CFE1-0042), a question of a town hall
    (Q-12), a recommendation (REC-7), a principle (PRI-2), advice (ADV-3), a report of a peer review (PR-3), a finding of one
    (PR-3 R2) or a call (CFE1)."""
    for pattern, named in _NAMED:
        if pattern.fullmatch(words):
            return named(words.upper())
    return None


def _of_a_peer_review(words: str) -> Report | Passage | None:
    reference, _blank, code = words.partition(" ")
    if not code:
        return published().filter(review__reference=reference).first()
    return findings_published().filter(edition__report__review__reference=reference, code=code).first()


_NAMED: tuple[tuple[re.Pattern[str], Callable[[str], Named | None]], ...] = (
    (STATEMENT, lambda words: statements_with([words]).first()),
    (QUESTION, lambda words: said_in_public().filter(reference=words).first()),
    (ADVICE, lambda words: advice_shown().filter(reference=words).first()),
    (PEER_REVIEW, _of_a_peer_review),
    (REFERENCE, lambda words: Edition.objects.filter(reference=words).first()),
    (CODE, lambda words: for_everyone(CallPage.objects.filter(code=words)).first()),
)


def place_of(facet: str, value: str) -> Page | Statement | None:
    """Return the page or the statement that one value of a facet means, where everybody may see it."""
    if facet == "statement":
        return statements_with([value]).first() if value.isupper() and STATEMENT.fullmatch(value) else None
    if facet == "call":
        pages = Page.objects.filter(callpage__code=value)
    elif facet in PAGES and value.isdecimal():
        pages = Page.objects.filter(pk=value, **{f"{facet}page__isnull": False})
    else:
        return None
    page: Page | None = for_everyone(pages).first()
    return page


def newest() -> Edition | None:
    """Return the submission published last."""
    return Edition.objects.only("reference", "published_at").order_by("-published_at", "-pk").first()


def titles_of(values: Mapping[str, set[str]]) -> dict[tuple[str, str], str]:
    """Return the titles of the reviews, workstreams, bodies and calls among facets' values, by (facet, value): two queries.

    And of statements, where any is among them: one more. A value may have been typed into an address, so only what is public has a title: pages that everybody may see, and
    calls that published evidence names.
    """
    public = seen_by_all()
    titles = _titles(values, public, public | Q(pk__in=Edition.objects.order_by().values("call")))
    return titles | _titles_of_statements(values.get("statement", ()))


def titles_on_desk(values: Mapping[str, set[str]]) -> dict[tuple[str, str], str]:
    """As `titles_of`, for the secretariat, who may read every title; and of the people who keep submissions: two queries."""
    people = User.objects.filter(pk__in=[value for value in values.get("with", ()) if value.isdecimal()])
    return _titles(values, Q(), Q()) | {("with", str(person.pk)): str(person) for person in people}


def _titles_of_statements(references: Collection[str]) -> dict[tuple[str, str], str]:
    named = [one for one in references if one.isupper() and STATEMENT.fullmatch(one)]
    found = statements_with(named) if named else ()
    return {("statement", one.reference): f"{one.reference} {title_of(one)}" for one in found}


def _titles(values: Mapping[str, set[str]], pages_seen: Q, calls_seen: Q) -> dict[tuple[str, str], str]:
    """A number names a page of its facet's own kind alone: that of another page, typed into an address, names nothing."""
    kinds = [f"{name}page" for name in PAGES]
    wanted = Q(calls_seen, callpage__code__in=values.get("call", ()))
    for name, kind in zip(PAGES, kinds, strict=True):
        numbers = {value for value in values.get(name, ()) if value.isdecimal()}
        wanted |= Q(pages_seen, **{f"{kind}__in": numbers})
    titles: dict[tuple[str, str], str] = {}
    for title, code, *keys in Page.objects.filter(wanted).values_list("title", "callpage__code", *kinds):
        if code:
            titles["call", code] = f"{code} {title}"
        titles |= {(name, str(pk)): title for name, pk in zip(PAGES, keys, strict=True) if pk}
    return titles
