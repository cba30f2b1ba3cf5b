"""What a page of Wagtail's refers to, and how it is named where it refers to something."""

from collections.abc import Collection
from functools import singledispatch

from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from core.citations import Citing, sources
from core.visibility import for_everyone


def register() -> None:
    """Have pages of every type be named where they refer to something; run once when Django starts."""
    sources(Page, described, texts_of)


def described(keys: Collection[int]) -> dict[int, Citing]:
    """Return title and address of the pages that everybody may see now: two queries."""
    pages = for_everyone(Page.objects.filter(pk__in=keys))
    return {page.pk: Citing(page.title, page.get_url() or "") for page in pages}


def texts_of(page: Page) -> tuple[str, ...]:
    """Return what a page says as everybody may read it now: nothing for one that is not published."""
    return prose_of(page.specific) if page.live else ()


@singledispatch
def prose_of(page: Page) -> tuple[str, ...]:
    """Return what the page shows in which a reference may stand; here: all its rich text.

    A room whose pages show more, or show some of it only later, registers its own.
    """
    return tuple(
        plain(getattr(page, field.name)) for field in page._meta.get_fields() if isinstance(field, RichTextField)
    )


def plain(html: str) -> str:
    """Return the words of an editor's rich text."""
    words: str = get_text_for_indexing(html)
    return words
