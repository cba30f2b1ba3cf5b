"""What editors put above the results of a search: Wagtail's promoted results."""

from dataclasses import dataclass

from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page
from wagtail.search.utils import normalise_query_string

from core.visibility import for_everyone


@dataclass(frozen=True)
class Pick:
    title: str
    url: str
    description: str


def picks_for(words: str) -> list[Pick]:
    """Return the editors' picks for these words, in their order: a page only while everybody may see it. Two queries.

    Wagtail's own tag writes down each query that is asked for; what people look for is nobody's business here.
    """
    rows = list(SearchPromotion.objects.filter(query__query_string=normalise_query_string(words)))
    pages = for_everyone(Page.objects.all()).in_bulk([row.page_id for row in rows if row.page_id]) if rows else {}
    picked = []
    for row in rows:
        page = pages.get(row.page_id)
        if page is not None:
            picked.append(Pick(page.title, page.url or "", row.description or page.search_description))
        elif row.page_id is None:
            picked.append(Pick(row.external_link_text or row.external_link_url, row.external_link_url, row.description))
    return [pick for pick in picked if pick.url]
