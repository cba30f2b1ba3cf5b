"""The demonstration, whole: made once, and left alone when it is there."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from tqdm import tqdm

from consultations.assemblies.models import BodyPage
from consultations.calls.models import CallPage
from consultations.reviews.models import ReviewPage
from consultations.statements.models import Statement
from consultations.townhalls.models import TownHallPage
from demonstration.bodies import load_bodies
from demonstration.peer_frameworks import load_frameworks
from demonstration.peer_pool import load_pool
from demonstration.peer_stages import RESTS, load_peer_reviews
from demonstration.people import load_people
from demonstration.statements import load_statements
from demonstration.submissions import Staff, load_submissions, missing_voices
from demonstration.townhalls import load_town_halls
from demonstration.tree import (
    EVIDENCE_TITLE,
    SLUG,
    load_consultation,
    load_evidence_call,
    load_forthcoming,
    load_review,
)
from organisations.domain import load_register
from pages.domain import set_up_site
from peer_review.frameworks.models import Framework
from peer_review.pool.models import Peer
from peer_review.reviews.models import Review


def load_demonstration(*, say: Callable[[str], Any] = print) -> bool:
    """Load what is not there yet: the site's standard pages, the register of bodies, the people, the review.

    Returns whether anything of the review was made. Safe to repeat: a load that was cut off goes on where it stopped.
    """
    set_up_site()
    load_register()
    people = load_people()
    secretary, second = people["secretariat@moothall.example"], people["second@moothall.example"]
    if not ReviewPage.objects.filter(slug=SLUG).exists():
        say("Making the review, its workstreams and its calls")
        with transaction.atomic():
            review = load_review()
            load_consultation(review, secretary=secretary)
            load_evidence_call(review, secretary=secretary)
            load_forthcoming(review)
    if not TownHallPage.objects.exists():
        say("Holding a town hall for each workstream")
        with transaction.atomic():
            load_town_halls(ReviewPage.objects.get(slug=SLUG), moderator=people["moderator@moothall.example"])
    if not Statement.objects.exists():
        say("Publishing the principles and recommendations")
        with transaction.atomic():
            load_statements(
                ReviewPage.objects.get(slug=SLUG),
                secretary=secretary,
                moderator=people["moderator@moothall.example"],
                co_chair=people["cochair@moothall.example"],
            )
    if not BodyPage.objects.exists():
        say("Holding a year of sessions of the Assembly and the Forum")
        with transaction.atomic():
            load_bodies(
                ReviewPage.objects.get(slug=SLUG),
                secretary=secretary,
                moderator=people["moderator@moothall.example"],
                member=people["member@moothall.example"],
                seconder=people["seconder@moothall.example"],
            )
    if not Framework.objects.exists():
        say("Putting the framework of peer reviews in force")
        with transaction.atomic():
            load_frameworks(manager=people["reviewmanager@moothall.example"])
    if not Peer.objects.exists():
        say("Filling the pool of peers")
        with transaction.atomic():
            load_pool(manager=people["reviewmanager@moothall.example"], people=people)
    if Review.objects.count() < len(RESTS):
        say("Reviewing twelve illustrative systems by their peers")
        with transaction.atomic():
            load_peer_reviews(people=people)
    missing = missing_voices()
    if missing:
        say("Bringing illustrative submissions to where they stand")
        load_submissions(
            evidence_call(),
            tqdm(missing, unit=" submissions", leave=False),
            staff=Staff(secretary, second),
            leader=people["leader@moothall.example"],
        )
    return bool(missing)


def evidence_call() -> CallPage:
    """Return the demonstration's call for evidence. Raises CallPage.DoesNotExist before it is loaded."""
    return CallPage.objects.get(title=EVIDENCE_TITLE)
