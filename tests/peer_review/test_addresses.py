"""Each page of peer review has an address of its own: no room stands in front of another's."""

from collections.abc import Iterator

import pytest
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, resolve, reverse

SAMPLES = {
    "reference": "PR-1",
    "token": "a-token",
    "slug": "a-name",
    "state": "scoping",
    "kind": "pdf",
    "verb": "scope",
}
UUID = "3c9d3c1e-6a0f-4f39-9d0b-0b6a5a7a6a11"


def named(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the name of each page with something for each place in its address."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from named(one, f"{before}{one.namespace}:" if one.namespace else before)
        elif isinstance(one, URLPattern) and one.name and before.startswith(("peer_", "pool:", "frameworks:")):
            yield f"{before}{one.name}", one.default_args


def address_of(name: str) -> str | None:
    """Return the address of a page, each place in it filled; nothing for what only a special value fits."""
    space, _, own = name.rpartition(":")
    resolver = get_resolver()
    for part in space.split(":"):
        resolver = resolver.namespace_dict[part][1]
    for possibilities, _pattern, _defaults, converters in resolver.reverse_dict.getlist(own):
        for keys in (set(one) | more for _form, one in possibilities for more in (set(), {"reference"})):
            is_uuid = {key: "UUID" in type(converters.get(key)).__name__ for key in keys}
            given = {key: SAMPLES.get(key, UUID if is_uuid[key] else "1") for key in keys}
            try:
                return reverse(name, kwargs=given)
            except NoReverseMatch:  # another way to fill it may fit
                continue
    return None


@pytest.mark.parametrize("name", sorted({name for name, _ in named(get_resolver())}))
def test_it_leads_to_the_page_that_bears_its_name(name: str) -> None:
    address = address_of(name)
    if address is not None:
        assert resolve(address).view_name == name
