"""Reads of town halls. Constant in what they ask, however many people speak."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from wagtail.models import Page

from consultations.townhalls.enums import IN_PUBLIC, NOT_OVER, ContributionKind, ContributionState, MeasureKind
from consultations.townhalls.models import Beginning, Contribution, Measure, Participant, Thread, TownHallPage, Vote
from core.visibility import for_everyone

# Published, and under nothing that is hidden; whether the page may be seen is asked apart.
READ_BY_ALL = Q(state__in=IN_PUBLIC) & (Q(parent__isnull=True) | Q(parent__state__in=IN_PUBLIC))


def shown() -> QuerySet[TownHallPage]:
    """Return the town halls that everybody may see."""
    halls: QuerySet[TownHallPage] = for_everyone(TownHallPage.objects.all())
    return halls


def last_part(page: Page) -> Thread | None:
    """Return the part of a page's thread that takes contributions."""
    return Thread.objects.filter(page_id=page.pk).order_by("-part").first()


def followed_with(thread: Thread) -> Thread:
    """Return the last part of the page of a thread: whoever follows the page follows that."""
    return Thread.objects.filter(page_id=thread.page_id).latest("part")


def goes_on(thread: Thread) -> bool:
    """Whether a later part takes what people say now."""
    return Thread.objects.filter(page_id=thread.page_id, part__gt=thread.part).exists()


def followed(key: UUID) -> Thread | None:
    """Return a thread that everybody may follow: its page is published, and kept behind nothing."""
    return Thread.objects.filter(key=key, page__in=for_everyone(Page.objects.all()).values("pk")).first()


def read_along(rows: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """Have some contributions come with all that `disclose` asks of them; they stay one query however many they are."""
    title = for_everyone(Page.objects.filter(pk=OuterRef("carried_to"))).values("title")[:1]
    return rows.select_related("parent", "merged_into", "carried_to").annotate(carried_title=Subquery(title))


def still_followed(keys: Iterable[UUID]) -> set[UUID]:
    """Return those of `keys` whose threads everybody may follow now: one query."""
    pages = for_everyone(Page.objects.all()).values("pk")
    return set(Thread.objects.filter(key__in=list(keys), page__in=pages).values_list("key", flat=True))


def counted_since(keys: Iterable[UUID], since: datetime) -> list[tuple[UUID, int, datetime]]:
    """Return thread, question and moment for each question of some threads whose votes were counted since then."""
    rows = Contribution.objects.filter(thread__key__in=list(keys), tallied_at__gte=since)
    return [(key, pk, at) for key, pk, at in rows.values_list("thread__key", "pk", "tallied_at") if at is not None]


def in_public(page: Page) -> QuerySet[Contribution]:
    """Return what everyone may read of all that was said under a page: published, and under nothing that is hidden."""
    return read_along(Contribution.objects.filter(READ_BY_ALL, thread__page_id=page.pk).select_related("thread"))


def questions_in_public(thread: Thread, *, by_votes: bool = False) -> QuerySet[Contribution]:
    """Return questions and comments, newest first or by votes; a merged one stands in the one it was merged into."""
    rows = (
        in_public(thread.page)
        .filter(thread=thread)
        .exclude(kind=ContributionKind.REPLY)
        .exclude(state=ContributionState.MERGED)
    )
    order = ("-votes", "-published_at", "-pk") if by_votes else ("-published_at", "-pk")
    return rows.order_by(F("pinned_at").desc(nulls_last=True), *order)


def answering_under(thread: Thread) -> Contribution | None:
    """Return what is being answered now on the page of a thread, in whichever part it was asked."""
    parts = Thread.objects.filter(page_id=thread.page_id, answering__isnull=False)
    rows = Contribution.objects.filter(pk__in=parts.values("answering"))
    return rows.select_related("parent", "merged_into").first()


def replies_to(rows: Iterable[Contribution]) -> dict[int, list[Contribution]]:
    """Return the published replies under each of some contributions, the oldest first: one query."""
    found: dict[int, list[Contribution]] = {row.pk: [] for row in rows}
    replies = Contribution.objects.filter(parent__in=found, state__in=IN_PUBLIC).select_related("parent", "merged_into")
    for reply in replies.order_by("published_at", "pk"):
        if reply.parent_id is not None:
            found[reply.parent_id].append(reply)
    return found


def own(thread: Thread, participant: Participant) -> QuerySet[Contribution]:
    """Return all that somebody said in a thread, whatever became of it, the newest first."""
    rows = Contribution.objects.filter(thread__page_id=thread.page_id, by=participant)
    return read_along(rows).order_by("-sent_at", "-pk")


def voted_for(thread: Thread, participant: Participant) -> set[int]:
    return set(
        Vote.objects.filter(contribution__thread=thread, by=participant).values_list("contribution_id", flat=True)
    )


def measures_in_force(thread: Thread, now: datetime) -> dict[MeasureKind, Measure]:
    """Return by kind the measure that holds at `now`, in every part: the last that was taken and is not over."""
    rows = Measure.objects.filter(thread__page_id=thread.page_id, ended_at__isnull=True, at__lte=now)
    rows = rows.select_related("by")
    return {MeasureKind(row.kind): row for row in rows.order_by("pk") if row.until is None or row.until > now}


def last_said(thread: Thread, participant: Participant) -> Contribution | None:
    rows = Contribution.objects.filter(thread__page_id=thread.page_id, by=participant)
    return rows.order_by("-sent_at").first()


def said_since(participant: Participant, since: datetime) -> int:
    return Contribution.objects.filter(by=participant, sent_at__gt=since).count()


def tally(contribution: Contribution) -> int:
    """Return how many distinct people want an answer to a question, or to one that was merged into it."""
    group = Q(contribution=contribution) | Q(contribution__merged_into=contribution)
    return Vote.objects.filter(group).values("by").distinct().count()


def others_that_take_words(page: Page) -> QuerySet[TownHallPage]:
    """Return the town halls to which one under this page may leave a question: everybody sees them, none is over."""
    halls = for_everyone(TownHallPage.objects.exclude(pk=page.pk))
    return halls.filter(state__in=NOT_OVER).order_by("starts_at", "pk")


def said_in_public() -> QuerySet[Contribution]:
    """Return all that everyone may read of every town hall, with what tells where it stands."""
    rows = Contribution.objects.filter(READ_BY_ALL, thread__page__in=for_everyone(Page.objects.all()))
    return rows.select_related("thread__page", "parent", "merged_into")


def left_to(hall: TownHallPage) -> QuerySet[Contribution]:
    """Return the questions that other town halls, which everybody sees, carried over to this one, the first asked first."""
    return said_in_public().filter(carried_to=hall.pk, state=ContributionState.CARRIED_OVER).order_by("sent_at", "pk")


def beginnings(hall: TownHallPage) -> dict[int, Beginning]:
    """Return the last beginning of each point of the agenda, in the order of the clock; those of no point by themselves."""
    rows = Beginning.objects.filter(town_hall=hall).order_by("pk")
    last = {row.item_id or -row.pk: row for row in rows}
    return dict(sorted(last.items(), key=lambda pair: pair[1].began_at))


def hall_of(thread: Thread) -> TownHallPage:
    return TownHallPage.objects.get(pk=thread.page_id)
