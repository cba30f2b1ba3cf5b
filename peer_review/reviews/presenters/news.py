"""What is new of reviews, and their public days, for feeds and calendars."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from django.utils.translation import gettext as _

from core.calendars import Happening
from core.feeds import Entry
from peer_review.reviews.enums import ReviewState
from peer_review.reviews.models import Duty, Review
from peer_review.reviews.presenters.duties import standing_in_words


def entries_of(reviews: Iterable[Review]) -> list[Entry]:
    """Return an entry for each thing that everybody was told of a review."""
    return [entry for review in reviews for entry in _entries_of_one(review)]


def _entries_of_one(review: Review) -> list[Entry]:
    name = {"system": review.system.name}
    told = (
        ("begun", _("%(system)s: a peer review begins"), review.public_since),
        ("report", _("%(system)s: the report of the peer review is published"), review.published_at),
        ("plan", _("%(system)s: the hosts’ action plan is published"), review.plan_published_at),
        ("progress", _("%(system)s: the progress report is published"), review.progress_published_at),
        ("withdrawn", _("%(system)s: the peer review is withdrawn"), review.withdrawn_at),
    )
    return [
        Entry(
            key=f"peer-review/{review.reference}/{what}",
            title=title % name,
            address=review.get_absolute_url(),
            published=when,
            updated=when,
            summary=review.withdrawn_because if what == "withdrawn" else review.programme.name,
            categories=(review.programme.name,),
        )
        for what, title, when in told
        if when
    ]


def happenings_of(reviews: Iterable[Review], clocks: dict[int, list[Duty]]) -> list[Happening]:
    """Return the days on site and those of the public clock, of reviews that were not withdrawn."""
    days = []
    for review in reviews:
        if review.state == ReviewState.WITHDRAWN:
            continue
        days += _on_site(review)
        days += [_due(review, duty) for duty in clocks[review.pk]]
    return days


def _on_site(review: Review) -> list[Happening]:
    if review.on_site_from is None:
        return []
    title = _("%(system)s: the peer review team is on site") % {"system": review.system.name}
    return [_happening(review, "on-site", title, review.on_site_from)]


def _due(review: Review, duty: Duty) -> Happening:
    words = {"system": review.system.name, "what": duty.get_kind_display()}
    standing, _colour = standing_in_words(duty)
    return _happening(review, duty.kind, _("%(system)s: %(what)s") % words, duty.done_on or duty.due_on, standing)


def _happening(review: Review, what: str, title: str, day: date, text: str = "") -> Happening:
    return Happening(
        key=f"peer-review/{review.reference}/{what}",
        title=title,
        begins=day,
        ends=None,
        address=review.get_absolute_url(),
        changed=review.public_since or datetime.combine(review.proposed_on, time(), UTC),
        text=text,
    )
