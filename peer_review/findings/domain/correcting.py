"""Correcting the facts of a finding while the hosts check them: the one way to its words once the draft is out."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit
from core.changes import announce
from core.errors import NotAllowed, Refused
from peer_review.findings.enums import FindingState
from peer_review.findings.models import Finding
from peer_review.notes.domain.naming import demand_no_names
from peer_review.reviews.domain.duties import locked
from peer_review.reviews.domain.written import save_written
from peer_review.reviews.enums import ReviewState
from peer_review.reviews.rules import may_run


def correct(
    *, finding: Finding, by: User, text: str | None = None, because: str | None = None, title: str | None = None
) -> Finding:
    """Correct what a signed finding says (`text`), what it rests on (`because`) or its title, after a comment on a fact was accepted.

    What is None stays. It stays signed, and the words before are kept as a version. Logged and announced.
    Raises NotAllowed for anybody but a manager; Refused unless facts are being checked and it is signed, and for words that
    name somebody who was heard.
    """
    if not may_run(by):
        raise NotAllowed(_("The manager alone corrects a finding after the draft went out."))
    with transaction.atomic():
        review = locked(finding.review)
        row = Finding.objects.select_for_update(no_key=True).get(pk=finding.pk)
        if review.state != ReviewState.FACT_CHECK or row.state != FindingState.SIGNED:
            raise Refused(_("A finding is corrected while the hosts check facts, and once it is signed."))
        words = {
            "title": row.title if title is None else title,
            "because": row.because if because is None else because,
        }
        new_text = row.text if text is None else text
        if not (new_text.strip() and words["title"].strip()):
            raise Refused(_("Enter a title and what the finding says."))
        demand_no_names(review, new_text, *words.values())
        fresh = save_written(row, text=new_text, read=row.revision, by=by, kind=row.kind, line=row.line, **words)
        if fresh.revision != row.revision:
            announce(fresh)
            audit.record("finding.correct", actor=by, subject=fresh, revision=fresh.revision)
        return fresh
