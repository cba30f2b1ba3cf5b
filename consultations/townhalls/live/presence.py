"""How many follow, in words. Nobody is named, and nobody is told who came or left."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

EXACTLY = 20
FIGURES = 2


def in_words(count: int | None) -> str:
    """Return a sentence with a number that is rounded; nothing where it is not known."""
    if not count:
        return ""
    if count <= EXACTLY:
        return ngettext("%(count)s person follows.", "%(count)s people follow.", count) % {"count": count}
    return _("About %(count)s people follow.") % {"count": f"{rounded(count):,}"}


def rounded(count: int) -> int:
    """Return the two first figures of a number, and noughts."""
    step = 10 ** max(1, len(str(count)) - FIGURES)
    return (count + step // 2) // step * step
