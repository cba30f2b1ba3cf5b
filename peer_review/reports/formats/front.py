"""What stands at the front of every form of a report."""

from django.utils.translation import gettext as _

from core.templatetags.moments import plain_day
from peer_review.reports.document import Document


def title_of(document: Document) -> str:
    words = {"reference": document.reference, "system": document.system}
    if document.is_final:
        return _("%(reference)s: peer review of %(system)s") % words
    return _("%(reference)s: draft for the fact check, peer review of %(system)s") % words


def facts_of(document: Document) -> list[tuple[str, str]]:
    """Return what stands below the title of every form of a report."""
    facts = [
        (_("Programme"), document.programme),
        (_("Hosts"), ", ".join(document.hosts)),
        (_("On site"), document.on_site),
        (_("Edition"), _("%(number)d, of %(day)s") % {"number": document.number, "day": plain_day(document.day)})
        if document.day
        else ("", ""),
    ]
    return [(name, text) for name, text in facts if text]
