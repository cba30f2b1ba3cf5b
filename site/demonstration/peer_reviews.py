"""Peer reviews of the demonstration: proposed, scoped and prepared, each in its own words. All of them are illustrations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import User
from demonstration.content import peer_reviews as said
from organisations.models import Organisation
from peer_review.frameworks.enums import VersionState
from peer_review.frameworks.models import FrameworkVersion
from peer_review.reviews.domain import duties, hosts, scoping, statement
from peer_review.reviews.domain.reviews import freeze_framework, propose
from peer_review.reviews.domain.stages import move_on
from peer_review.reviews.enums import DutyKind
from peer_review.reviews.models import HostPerson, Programme, Review

DAYS_ON_SITE = timedelta(days=3)
NOON = time(12)


@dataclass(frozen=True)
class People:
    """Who takes part: the manager, and the lead of each host in the order of the hosts."""

    manager: User
    leads: Sequence[User]


def propose_review(
    programme: Programme, system: Organisation, of_hosts: Sequence[Organisation], people: People
) -> Review:
    """Propose a review, and have the lead of each host join."""
    review = propose(programme=programme, system=system, by=people.manager)
    for organisation, lead in zip(of_hosts, people.leads, strict=True):
        invited = hosts.Invited(name=str(lead), email=lead.email)
        host = hosts.add_host(review=review, organisation=organisation, lead=invited, by=people.manager)
        hosts.join(person=host.people.get(), user=lead)
    return review


def scope_review(review: Review, people: People) -> Review:
    """Begin to scope a review: the scoping record, and the first parts of the position statement."""
    review = move_on(review=review, verb="scope", actor=people.manager)
    _write_statement(review, people, how_many=2)
    _write_scoping(review, people)
    return review


def agree_scope(review: Review, people: People, *, first_day: date) -> None:
    """Agree what it looks at, freeze its framework and set its days: what has to be there before a team is asked."""
    manager = people.manager
    scoping.agree_scoping(review=review, read=scoping.scoping_of(review).revision, by=manager)
    rows = FrameworkVersion.objects.filter(framework=review.programme.framework_id, state=VersionState.IN_FORCE)
    freeze_framework(review=review, version=rows.get(), by=manager)
    duties.set_days(review=review, first=first_day, last=first_day + DAYS_ON_SITE, by=manager)


def prepare_review(review: Review, people: People) -> Review:
    """Begin to prepare a review that has a team, and write the rest of the position statement."""
    review = move_on(review=review, verb="prepare", actor=people.manager)
    _write_statement(review, people, how_many=len(statement.PARTS))
    return review


def have_observed(review: Review, observer: User, people: People) -> None:
    """Have the first host ask an observer in, who joins. Laid out again, nothing is added."""
    host = review.hosts.earliest("position", "pk")
    if not host.people.filter(user=observer).exists():
        asked = hosts.Invited(name=str(observer), email=observer.email)
        person = hosts.invite_person(host=host, person=asked, is_observer=True, by=people.leads[0])
        hosts.join(person=person, user=observer)


def set_back(review: Review, late: Mapping[DutyKind, tuple[int, str]] | None = None) -> None:
    """Say that what is done was done on its day, or as many days late as `late` says, with the hosts' reason.

    The verbs of today write today, and this review is one that went on for months.
    """
    late = late or {}
    today = timezone.localdate()
    for duty in review.duties.exclude(done_on=None):
        days, because = late.get(DutyKind(duty.kind), (0, ""))
        duty.done_on, duty.late_because = min(duty.due_on + timedelta(days=days), today), because
        duty.save(update_fields=["done_on", "late_because"])
    done = dict(review.duties.exclude(done_on=None).values_list("kind", "done_on"))
    moments = {
        "public_since": done.get(DutyKind.SCOPING_MEETING),
        "published_at": done.get(DutyKind.REPORT),
        "finished_at": done.get(DutyKind.FACT_CHECK),
        "plan_published_at": done.get(DutyKind.ACTION_PLAN),
        "progress_published_at": done.get(DutyKind.PROGRESS_REPORT),
        "closed_at": done.get(DutyKind.PROGRESS_REPORT),
    }
    review.refresh_from_db()
    then = {name: at_noon(day) for name, day in moments.items() if day and getattr(review, name)}
    Review.objects.filter(pk=review.pk).update(**then)


def at_noon(day: date) -> datetime:
    return datetime.combine(day, NOON, UTC)


def _write_scoping(review: Review, people: People) -> None:
    words = said.SCOPES[review.pk % len(said.SCOPES)]
    values: dict[str, str | date | None] = {**words, "met_on": timezone.localdate() - timedelta(days=1)}
    read = scoping.scoping_of(review).revision
    scoping.save_scoping(review=review, values=values, read=read, by=people.manager)


def _write_statement(review: Review, people: People, *, how_many: int) -> None:
    """Write the first parts that are empty, by turns of the leads."""
    parts = list(statement.lay_out_statement(review).parts.all())[:how_many]
    for place, part in enumerate(parts):
        lead = people.leads[place % len(people.leads)]
        texts = said.PARTS[place]
        if not part.text:
            owner = HostPerson.objects.get(host__review=review, user=lead)
            statement.give_part(part=part, owner=owner, by=lead)
            statement.save_part(part=part, text=texts[review.pk % len(texts)], read=part.revision, by=lead)
