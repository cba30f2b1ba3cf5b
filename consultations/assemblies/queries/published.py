"""What of sessions everybody may find: items of agendas, papers that are published, and the last minutes."""

from django.db.models import F, Max, QuerySet

from consultations.assemblies.enums import OVER
from consultations.assemblies.models import AgendaItem, Minutes, Paper
from consultations.assemblies.queries.bodies import sessions_shown


def items_shown() -> QuerySet[AgendaItem]:
    return AgendaItem.objects.filter(session__in=sessions_shown().values("pk")).select_related("session")


def papers_shown() -> QuerySet[Paper]:
    """Return what is published and was not withdrawn."""
    rows = Paper.objects.filter(published_at__isnull=False, withdrawn_at=None)
    return rows.filter(session__in=sessions_shown().values("pk")).select_related("session")


def minutes_shown() -> QuerySet[Minutes]:
    """Return the last version of each session's minutes: what an earlier one says may have been wrong."""
    rows = Minutes.objects.filter(session__in=sessions_shown().filter(state__in=OVER).values("pk"))
    last = rows.annotate(last=Max("session__minutes__number")).filter(number=F("last"))
    return last.select_related("session")
