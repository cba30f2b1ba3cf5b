"""What references, codes and keys name, where that is public."""

import re
from collections.abc import Mapping

from django.db.models import Q
from wagtail.models import Page

from consultations.calls.models import CallPage
from core.visibility import for_everyone, seen_by_all
from evidence.publication.models import Edition

REFERENCE = re.compile(r"[A-Z]{2,6}\d+-\d+", re.IGNORECASE)
CODE = re.compile(r"[A-Z]{2,6}\d+", re.IGNORECASE)


def straight_to(words: str) -> Edition | CallPage | None:
    """Return what a reference typed in names, where it is public: a submission (CFE1-0042) or a call (CFE1)."""
    if REFERENCE.fullmatch(words):
        return Edition.objects.filter(reference=words.upper()).first()
    if CODE.fullmatch(words):
        call: CallPage | None = for_everyone(CallPage.objects.filter(code=words.upper())).first()
        return call
    return None


def titles_of(values: Mapping[str, set[str]]) -> dict[tuple[str, str], str]:
    """Return the titles of the reviews, workstreams and calls among facets' values, by (facet, value): three queries.

    A value may have been typed into an address, so only what is public has a title: pages that everybody may see, and
    calls that published evidence names.
    """
    pks = {value for name in ("review", "workstream") for value in values.get(name, ()) if value.isdecimal()}
    public = seen_by_all()
    pages = {str(pk): title for pk, title in Page.objects.filter(public, pk__in=pks).values_list("pk", "title")}
    named = public | Q(pk__in=Edition.objects.order_by().values("call"))
    calls = CallPage.objects.filter(named, code__in=values.get("call", ())).values_list("code", "title")
    titles = {
        (name, value): pages[value]
        for name in ("review", "workstream")
        for value in values.get(name, ())
        if value in pages
    }
    return titles | {("call", code): f"{code} {title}" for code, title in calls}
