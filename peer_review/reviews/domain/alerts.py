"""Mail about what is overdue: once for each day that passed, to who runs the review and, of what is the hosts', to their leads."""

from datetime import datetime, time

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core.audit import name_of
from core.outbox.domain import post
from core.outbox.message import Message
from core.sweep import sweeper
from core.templatetags.moments import plain_day
from peer_review.reviews.domain.duties import locked
from peer_review.reviews.domain.letters import leads_of
from peer_review.reviews.enums import OF_HOSTS, DutyKind
from peer_review.reviews.models import Duty
from peer_review.reviews.queries.duties import open_duties

KIND = "peer_review.overdue"


@sweeper("what is overdue in peer reviews")
def tell_of_overdue() -> int:
    """Tell of each duty whose day is over and that is not done; return of how many. Safe to run twice.

    A day that is moved, and passes again, is told of again. That notes are deleted is nobody's to do, and no mail tells of it.
    """
    late = open_duties().filter(due_on__lt=timezone.localdate()).exclude(kind=DutyKind.NOTES_DELETED)
    names = {name_of(one): one for one in late}
    told = {
        (about, when >= _after(names[about]))
        for about, when in Message.objects.filter(kind=KIND, about__in=names).values_list("about", "created_at")
    }
    return sum(_tell(one) for name, one in names.items() if (name, True) not in told)


def _tell(duty: Duty) -> bool:
    with transaction.atomic():
        review = locked(duty.review)
        row = open_duties().filter(pk=duty.pk, due_on__lt=timezone.localdate()).first()
        if row is None or Message.objects.filter(kind=KIND, about=name_of(row), created_at__gte=_after(row)).exists():
            return False  # it was done or moved meanwhile, or another sweep was quicker
        to = {review.manager.email.lower()}
        if row.kind in OF_HOSTS:
            to |= {lead.email.lower() for lead in leads_of(review)}
        page = settings.BASE_URL + reverse("peer_reviews:timetable", args=[review.reference])
        context: dict[str, object] = {
            "review": review,
            "system": review.system.name,
            "what": row.get_kind_display(),
            "day": plain_day(row.due_on),
            "link": f"{page}#due-{row.kind}",
        }
        for address in sorted(to):
            post(to=address, template="peer_reviews/overdue", context=context, kind=KIND, about=row)
        return True


def _after(duty: Duty) -> datetime:
    return timezone.make_aware(datetime.combine(duty.due_on, time.max))
