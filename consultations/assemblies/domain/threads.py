"""The live threads of a session: town halls below it, of the whole session or of one item."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from consultations.assemblies.domain.session_rows import done, locked_for_changes
from consultations.assemblies.domain.sessions import follow
from consultations.assemblies.models import AgendaItem, SessionPage
from consultations.townhalls.models import TownHallPage
from core.errors import Refused

LONGEST_TITLE = 200


def open_thread(*, session: SessionPage, item: AgendaItem | None = None, by: User) -> TownHallPage:
    """Make a town hall below a session, or for one of its items, and publish it. It then follows the session. Logged.

    Raises Refused for a second one of the same, and for a session that nobody sees yet.
    """
    with transaction.atomic():
        fresh = locked_for_changes(session, by)
        row = AgendaItem.objects.get(pk=item.pk, session=fresh) if item else None
        if not fresh.live:
            raise Refused(_("Nobody sees this session yet. Publish its page first."))
        of_items = AgendaItem.objects.filter(session=fresh, thread__isnull=False).values("thread")
        if row.thread_id if row else TownHallPage.objects.child_of(fresh).exclude(pk__in=of_items).exists():
            raise Refused(_("It has a live thread already."))
        hall = _made(fresh, row)
        if row:
            row.thread = hall
            row.save(update_fields=["thread"])
        done("session.thread", row or fresh, by=by, thread=hall.pk)
        return follow(hall, fresh, by)


def _made(session: SessionPage, item: AgendaItem | None) -> TownHallPage:
    title = f"{session.title}: {item.title}" if item else _("%(session)s: live") % {"session": session.title}
    summary = item.text if item and item.text else session.summary
    hall = TownHallPage(
        title=title[:LONGEST_TITLE],
        summary=(summary or title)[:300],
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        place=session.place,
        joining_link=session.joining_link,
    )
    session.add_child(instance=hall)
    hall.save_revision().publish()
    return TownHallPage.objects.get(pk=hall.pk)
