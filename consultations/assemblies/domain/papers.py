"""The papers of a session: drafted, published with what that says of the body's notice, withdrawn with a reason.

A paper is text, which becomes a page that everybody can read. Files wait: what scans and reads a file stands in a room above
this one, and a file that nobody scanned is not handed on.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from consultations.assemblies.domain.session_rows import done, locked, locked_for_changes, reason_of
from consultations.assemblies.enums import NOT_AGREED, NOT_OVER, SessionState
from consultations.assemblies.models import AgendaItem, Paper, SessionPage
from consultations.assemblies.queries.bodies import body_of
from consultations.assemblies.queries.sessions import due_on
from consultations.assemblies.writing import html_of
from core.citations import write_down_row
from core.errors import Refused
from core.stamps import demand_fresh, stamp_of
from core.templatetags.moments import plain_day

LONGEST = 200_000  # characters


def draft(*, session: SessionPage, title: str, text: str = "", item: AgendaItem | None = None, by: User) -> Paper:
    """Write a paper, which the secretariat alone reads until it is published. `text` is as typed. Logged."""
    with transaction.atomic():
        fresh = locked_for_changes(session, by)
        paper = _written(Paper(session=fresh), title, text, item)
        return done("paper.draft", paper, by=by, session=fresh.pk)


def change(
    *, paper: Paper, title: str, text: str = "", item: AgendaItem | None = None, after: str = "", by: User
) -> Paper:
    """Write a draft anew. Raises Refused once it was published: people have read it. Logged.

    `after` is the stamp (`stamp_of_paper`) of what it was written from. Raises Stale if somebody else saved it meanwhile.
    """
    with transaction.atomic():
        row = _locked(paper, by, NOT_OVER)
        if row.published_at or row.withdrawn_at:
            raise Refused(_("People have read this paper. Withdraw it, and publish another in its place."))
        wanted = stamp_of(title.strip(), html_of(text), _key(item))
        demand_fresh(after, stands=stamp_of_paper(row), wanted=wanted)
        return done("paper.change", _written(row, title, text, item), by=by)


def publish(*, paper: Paper, late_because: str = "", after: str = "", by: User) -> Paper:
    """Let everybody read a paper. Whether that met the body's notice is kept as it is today. Logged.

    `after` is the stamp (`stamp_of_paper`) of what was read. Raises Stale if somebody else saved it meanwhile.

    Raises Refused for one without an accessible form, and for a late one without its reason, which is public.
    """
    with transaction.atomic():
        row = _locked(paper, by, NOT_AGREED)
        if row.published_at or row.withdrawn_at:
            raise Refused(_("It was published or withdrawn before."))
        unread = _("Somebody else changed this paper meanwhile. Read it again before you publish it.")
        demand_fresh(after, stands=stamp_of_paper(row), why=unread)
        if not row.text and not row.file_is_accessible:
            raise Refused(
                _("This paper has no form that everybody can read. Write its text first: it becomes a page of its own.")
            )
        due, because = due_on(row.session, body_of(row.session)), reason_of(late_because)
        row.met_notice = timezone.localdate() <= due
        if not row.met_notice and not because:
            raise Refused(
                _("It was due on %(day)s. Say why it comes late; everybody reads that.") % {"day": plain_day(due)}
            )
        row.due_on, row.late_because = due, "" if row.met_notice else because
        row.published_at = timezone.now()
        row.save(update_fields=["due_on", "late_because", "met_notice", "published_at"])
        write_down_row(row)
        return done("paper.publish", row, by=by, met_notice=row.met_notice)


def withdraw(*, paper: Paper, because: str, by: User) -> Paper:
    """Take a paper back. Of a published one its title and the reason stay, and nothing of its text. Logged."""
    reason = reason_of(because)
    if not reason:
        raise Refused(_("Say why it is withdrawn; everybody reads that."))
    with transaction.atomic():
        row = _locked(paper, by, frozenset(SessionState))
        if row.withdrawn_at:
            raise Refused(_("It was withdrawn before."))
        row.withdrawn_at, row.withdrawn_because = timezone.now(), reason
        row.save(update_fields=["withdrawn_at", "withdrawn_because"])
        write_down_row(row)
        return done("paper.withdraw", row, by=by)


def stamp_of_paper(paper: Paper) -> str:
    return stamp_of(paper.title, paper.text, _key(paper.item))


def _key(item: AgendaItem | None) -> str:
    return str(item.pk) if item else ""


def _locked(paper: Paper, by: User, states: frozenset[SessionState]) -> Paper:
    locked(paper.session, by, states, _("This session is over, so this can't be changed any more."))
    return Paper.objects.select_related("session").get(pk=paper.pk)


def _written(paper: Paper, title: str, text: str, item: AgendaItem | None) -> Paper:
    if not title.strip():
        raise Refused(_("Enter a title."))
    if item is not None and item.session_id != paper.session_id:
        raise Refused(_("Choose an item of this session."))
    if len(text) > LONGEST:
        raise Refused(_("The text must be 200,000 characters or fewer."))
    paper.title, paper.text, paper.item = title.strip(), html_of(text), item
    paper.save()
    return paper
