"""What a body is for and by what rules it works, in versions of which none is ever changed."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand_secretariat
from consultations.assemblies.models import BodyPage, TermsOfReference
from core import audit
from core.changes import announce
from core.citations import write_down_row
from core.errors import Refused, Stale
from core.html import rich, words


def publish_terms_of_reference(
    *, body: BodyPage, text: str, change: str, adopted_on: date, after: int | None = None, by: User
) -> TermsOfReference:
    """Publish the next version; `text` is HTML and is cleaned. Those before can be read for good. Logged.

    `after` is the number of the version it was written from, 0 for none: raises Stale if another came meanwhile, so that
    two people don't write over each other. Raises Refused for an empty text, the same text again, a later version that does not say what changed, and a day on
    which it can't have been adopted.
    """
    demand_secretariat(by)
    clean = str(rich(text))
    if not words(clean).strip():
        raise Refused(_("Enter the terms of reference."))
    if adopted_on > timezone.localdate():
        raise Refused(_("The day they were adopted must not be in the future."))
    with transaction.atomic():
        BodyPage.objects.select_for_update(no_key=True, of=("self",)).get(pk=body.pk)
        before = body.terms_of_reference.order_by("-number").first()
        if before is not None and after == before.number - 1 and (before.text, before.by_id) == (clean, by.pk):
            return before  # a form that was sent twice
        if before is not None and after is not None and before.number != after:
            raise Stale(
                _("Somebody published version %(number)d meanwhile. Look at it first.") % {"number": before.number}
            )
        if before is not None and before.text == clean:
            raise Refused(
                _("This is the text of version %(number)d: nothing would change.") % {"number": before.number}
            )
        if before is not None and not change:
            raise Refused(_("Say what changed, and why."))
        if before is not None and adopted_on < before.adopted_on:
            raise Refused(_("It must not have been adopted before the version before it."))
        number = before.number + 1 if before else 1
        row = TermsOfReference.objects.create(
            body=body,
            number=number,
            text=clean,
            change=change,
            adopted_on=adopted_on,
            published_at=timezone.now(),
            by=by,
        )
        write_down_row(row)
        announce(body)
        audit.record("body.publish_terms_of_reference", actor=by, subject=body, number=number)
        return row
