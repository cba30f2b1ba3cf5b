"""The secretariat's queue: its views, its filters, its counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import User
from evidence.submissions.domain.risk import HIGH, MEDIUM
from evidence.submissions.enums import SUBMITTED
from evidence.submissions.enums import SubmissionState as S
from evidence.submissions.models import Attachment, Redaction, Submission
from evidence.submissions.queries import visible_to

WORK = (S.RECEIVED, S.SCREENING, S.CLARIFICATION, S.READY)


class View(models.TextChoices):
    """The saved views, in the order of the work."""

    TO_READ = "to-read", _("To read")
    TO_CHECK = "to-check", _("To check")
    MINE = "mine", _("Mine")
    CLARIFICATION = "clarification", _("Clarification")
    READY = "ready", _("Ready")
    PUBLISHED = "published", _("Published")
    NOT_PUBLISHED = "not-published", _("Not published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ALL = "all", _("All")


# Views that hold certain states and ask nothing else.
OF_STATES = {
    View.TO_READ: (S.RECEIVED, S.SCREENING),
    View.CLARIFICATION: (S.CLARIFICATION,),
    View.READY: (S.READY,),
    View.PUBLISHED: (S.PUBLISHED,),
    View.NOT_PUBLISHED: (S.NOT_PUBLISHED,),
    View.WITHDRAWN: (S.WITHDRAWN,),
    View.ALL: tuple(SUBMITTED),
}


class Order(models.TextChoices):
    OLDEST = "oldest", _("Oldest first")
    RISK = "risk", _("Most care needed first")
    NEWEST = "newest", _("Newest first")


class Care(models.TextChoices):
    """How much a screener should look out."""

    HIGH = "high", _("Much care")
    MEDIUM = "medium", _("Some care")
    LOW = "low", _("Little care")


ORDER = {
    Order.OLDEST: ("submitted_at", "pk"),
    Order.RISK: ("-risk", "submitted_at", "pk"),
    Order.NEWEST: ("-submitted_at", "-pk"),
}
CARE = {Care.HIGH: Q(risk__gte=HIGH), Care.MEDIUM: Q(risk__gte=MEDIUM, risk__lt=HIGH), Care.LOW: Q(risk__lt=MEDIUM)}
NOBODY = "nobody"


@dataclass(frozen=True)
class Wish:
    """What somebody asks of the desk. `filters` holds checked values by name; an absent name asks nothing."""

    view: View
    order: Order
    filters: Mapping[str, str]


def in_view(view: View, user: User) -> Q:
    """Return what makes a submission belong to a view."""
    if view is View.MINE:
        return Q(assigned_to=user, state__in=WORK)
    if view is View.TO_CHECK:
        return Q(state__in=WORK) & waiting_for_check(user)
    return Q(state__in=OF_STATES[view])


def queue(user: User, wish: Wish) -> QuerySet[Submission]:
    """Return the submissions of a view, filtered and in order, with what one line of the desk shows."""
    rows = visible_to(user).filter(in_view(wish.view, user))
    for name, value in wish.filters.items():
        rows = rows.filter(_filter(name, value, user))
    return rows.order_by(*ORDER[wish.order])


def with_lines(rows: QuerySet[Submission]) -> QuerySet[Submission]:
    """Add to a page of the queue what its lines show: call, keeper and the number of files."""
    files = _files().order_by().values("submission").annotate(number=Count("pk")).values("number")
    return rows.select_related("call", "assigned_to").annotate(file_count=Subquery(files, output_field=IntegerField()))


def counts(user: User) -> dict[View, int]:
    """Return how many submissions each view holds: three queries that read indexes alone, however many rows there are."""
    rows = visible_to(user).order_by()
    states = dict(rows.values_list("state").annotate(Count("pk")))
    found = {view: sum(states.get(state, 0) for state in OF_STATES[view]) for view in OF_STATES}
    for view in (View.TO_CHECK, View.MINE):
        found[view] = rows.filter(in_view(view, user)).count()
    return {view: found[view] for view in View}


def waiting_for_check(user: User) -> Q:
    """Return what says that a submission has marks, on what was last sent, that somebody else than `user` made."""
    unchecked = Redaction.objects.order_by().filter(checked_at__isnull=True).exclude(made_by=user)
    is_current = Q(answer_version__sent_in=F("answer_version__answer__submission__current"))
    in_answers = unchecked.filter(is_current).values("answer_version__answer__submission")
    in_files = unchecked.filter(attachment__removed_at__isnull=True, attachment__isnull=False)
    return Q(pk__in=in_answers) | Q(pk__in=in_files.values("attachment__submission"))


def screeners() -> QuerySet[User]:
    """Return who may be given a submission."""
    return User.objects.filter(groups__name=Role.SECRETARIAT, is_active=True).order_by("first_name", "last_name", "pk")


def _filter(name: str, value: str, user: User) -> Q:
    if name == "call":
        return Q(call__code=value)
    if name == "kind":
        return Q(kind=value)
    if name == "care":
        return CARE[Care(value)]
    if name == "with":
        return Q(assigned_to__isnull=True) if value == NOBODY else Q(assigned_to=value)
    return Q(Exists(_files())) if value == "yes" else ~Q(Exists(_files()))


def _files() -> QuerySet[Attachment]:
    return Attachment.objects.filter(submission=OuterRef("pk"), removed_at__isnull=True, is_paper_scan=False)
