"""What was said in a town hall, as a result of search."""

from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from consultations.townhalls.models import Contribution
from core.disclosure import PUBLIC, Audience, Viewer, disclose

TITLE = 100  # characters


def said(row: Contribution, opening: str, *, on_desk: bool) -> dict[str, Any]:
    """Return what a result shows of it: to everybody with its lasting address, to staff with its place on the desk."""
    known = disclose(row, Viewer(Audience.STAFF) if on_desk else PUBLIC)
    facts = (known.name, row.thread.page.title, _stands_in(known.merged_into))
    shown: dict[str, Any] = {
        "title": Truncator(known.text).chars(TITLE),
        "reference": known.reference,
        "facts": tuple(fact for fact in facts if fact),
        "opening": opening,
    }
    if on_desk:
        desk = f"{reverse('townhalls:desk', args=[row.thread.page_id])}#said-{row.pk}"
        state = {"state": known.state_text, "state_colour": known.state_colour}
        return {**shown, **state, "url": desk, "received": row.sent_at}
    return {**shown, "url": row.get_absolute_url(), "day": row.published_at}


def _stands_in(reference: str) -> str:
    return _("It stands in %(reference)s") % {"reference": reference} if reference else ""
