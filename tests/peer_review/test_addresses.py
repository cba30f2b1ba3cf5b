"""Each page of peer review has an address that nothing else answers: several rooms stand below one review."""

from typing import Any
from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from peer_review.reviews.enums import DutyKind

# What a part of an address may be, where the rest of the address does not say.
SAMPLES: dict[str, Any] = {
    "reference": "PR-3",
    "kind": DutyKind.REPORT,
    "what": "give",
    "key": UUID(int=3),
    "theme": UUID(int=3),
    "slug": "somewhere",
    "token": "a-token",
    "verb": "arrive",
}
CHOICES = {"peer_reviews:duty": {"what": "day"}, "peer_reviews:host": {"what": "invite"}}


def _named(patterns: Any, space: str = "") -> list[str]:
    found = []
    for one in patterns:
        if isinstance(one, URLResolver) and "peer_review" in str(getattr(one.urlconf_module, "__name__", "")):
            found += _named(one.url_patterns, f"{one.namespace}:")
        elif isinstance(one, URLPattern) and space and one.name:
            found.append(space + one.name)
    return found


def _arguments(name: str) -> dict[str, Any]:
    space, _, short = name.rpartition(":")
    before, resolver = get_resolver().namespace_dict[space]
    wanted = [*resolver.reverse_dict.getlist(short)[0][0][0][1], *(["reference"] if "reference" in before else [])]
    return {one: CHOICES.get(name, {}).get(one, SAMPLES.get(one, 7)) for one in wanted}


@pytest.mark.parametrize("name", _named(get_resolver().url_patterns))
def test_leads_to_the_page_that_it_is_the_address_of(name):
    assert resolve(reverse(name, kwargs=_arguments(name))).view_name == name
