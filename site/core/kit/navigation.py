"""Where am I, and where can I go from here?"""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator

from core.citations import Citing
from core.components import REQUIRED, component

component(
    "breadcrumbs",
    "The way down to this page, as (text, address) pairs from Home to the page above this one. Not in journeys.",
    items=REQUIRED,
    samples=({"items": [("Home", "#"), ("The Hewitt Review", "#")]},),
)

component(
    "back-link",
    "One step back in a journey.",
    url=REQUIRED,
    text="",
    samples=({"url": "#"}, {"url": "#", "text": "Back to the list of sections"}),
)


def _page_links(context: dict[str, Any]) -> Mapping[str, Any]:
    page, request = context["page"], context["request"]
    query = request.GET.copy() if request is not None else None

    def address(number: int) -> str:
        if query is None:
            return f"?{context['param']}={number}"
        query[context["param"]] = str(number)
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "previous_url": address(page.previous_page_number()) if page.has_previous() else "",
        "next_url": address(page.next_page_number()) if page.has_next() else "",
        "links": [(one, address(one) if isinstance(one, int) else "") for one in numbers],
    }


component(
    "pagination",
    "The pages of a list, after the list; nothing for one page. Keeps the query. Put `{% page_suffix page %}` in the title.",
    prepare=_page_links,
    page=REQUIRED,
    request=None,
    param="page",
    label="",
    samples=(
        {"page": Paginator(range(180), 20).page(4)},
        {"page": Paginator(range(30), 20).page(1), "label": "Pages of submissions"},
    ),
)

component(
    "contents-list",
    "The parts of this page, as (text, address) pairs. `current` is the address of the part one is at.",
    items=REQUIRED,
    title="",
    current="",
    samples=({"items": [("About you", "#about"), ("Prevention", "#prevention")], "current": "#prevention"},),
)

component(
    "views",
    "Saved views of one list, as links with counts. Each item is a mapping: text, url, count, current.",
    items=REQUIRED,
    label=REQUIRED,
    samples=(
        {
            "label": "Views of the desk",
            "items": [
                {"text": "To read", "url": "#", "count": 12, "current": True},
                {"text": "Waiting for a second check", "url": "#", "count": 3},
                {"text": "All", "url": "#", "count": 41},
            ],
        },
    ),
)

component(
    "cited-in",
    "The places that refer to what a page shows (core.citations.cited_in); nothing for none. `small` beside other facts.",
    places=REQUIRED,
    small=False,
    samples=(
        {"places": [Citing("Q-12", "#"), Citing("CFE1-0042, a council", "#")]},
        {"places": [Citing("Q-12", "#")], "small": True},
    ),
)
