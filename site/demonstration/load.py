"""The demonstration, whole: made once, and left alone when it is there."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from organisations.domain import load_register
from pages.domain import set_up_site
from tqdm import tqdm

from consultations.calls.models import CallPage
from consultations.reviews.models import ReviewPage
from demonstration.people import load_people
from demonstration.submissions import Staff, load_submissions
from demonstration.tree import SLUG, load_consultation, load_evidence_call, load_forthcoming, load_review


def is_loaded() -> bool:
    return ReviewPage.objects.filter(slug=SLUG).exists()


def load_demonstration(*, say: Callable[[str], Any] = print) -> bool:
    """Load what is not there yet: the site's standard pages, the register of bodies, the people, the review.

    Returns whether anything of the review was made. All of it or nothing is kept.
    """
    set_up_site()
    load_register()
    people = load_people()
    if is_loaded():
        return False
    secretary, second = people["secretariat@moothall.example"], people["second@moothall.example"]
    with transaction.atomic():
        say("Making the review, its workstreams and its calls")
        review = load_review()
        load_consultation(review, secretary=secretary)
        call = load_evidence_call(review, secretary=secretary)
        load_forthcoming(review)
        say("Bringing forty illustrative submissions to where they stand")
        load_submissions(
            call,
            staff=Staff(secretary, second),
            leader=people["leader@moothall.example"],
            progress=lambda voices: tqdm(list(voices), unit=" submissions", leave=False),
        )
    return True


def evidence_call() -> CallPage:
    """Return the demonstration's call for evidence. Raises CallPage.DoesNotExist before it is loaded."""
    return CallPage.objects.get(slug="call-for-evidence")
