"""Each page of peer reviews has an address of its own: none hides another."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, resolve, reverse
from django.urls.resolvers import RegexPattern, RoutePattern

# The slug and the token are named as a room of a review is: a framework may be called so.
SAMPLES = {
    "reference": "PR-3",
    "slug": "room",
    "token": "room",
    "state": "room",
    "capacity": "room",
    "thing": "room",
    "what": "",
    "kind": "on_site",
}
UUIDS = {"key", "theme"}
WHATS = ("give", "change", "copy", "withdraw", "day", "done", "late", "invite", "lead", "remove")


def _names(
    patterns: list[URLPattern | URLResolver], space: str, keys: frozenset[str]
) -> Iterator[tuple[str, frozenset[str]]]:
    for one in patterns:
        pattern = one.pattern
        assert isinstance(pattern, RoutePattern | RegexPattern)
        own = keys | frozenset(pattern.converters if isinstance(pattern, RoutePattern) else pattern.regex.groupindex)
        if isinstance(one, URLResolver):
            yield from _names(one.url_patterns, f"{one.namespace}:" if one.namespace else space, own)
        elif one.name:
            yield space + one.name, own


def pages() -> list[tuple[str, frozenset[str]]]:
    found = [one for one in get_resolver().url_patterns if str(one.pattern).startswith("peer-reviews/")]
    return sorted(_names(found, "", frozenset()), key=lambda pair: (pair[0], sorted(pair[1])))


@pytest.mark.parametrize(("name", "keys"), pages(), ids=lambda one: one if isinstance(one, str) else "")
def test_the_address_of_a_page_leads_to_it(name, keys):
    sample = {key: UUID(int=1) if key in UUIDS and name != "peer_reviews:duty" else SAMPLES.get(key, 1) for key in keys}
    for what in WHATS if "what" in keys else [""]:
        given = {**sample, "what": what} if what else sample
        try:
            address = reverse(name, kwargs=given)
        except NoReverseMatch:  # not a word of this address
            continue
        assert resolve(address).view_name == name
        return
    raise AssertionError(name)
