"""What a review's page says in which a reference may stand."""

from consultations.reviews.models import ReviewPage
from pages.citations import plain, prose_of


@prose_of.register
def prose_of_review(page: ReviewPage) -> tuple[str, ...]:
    return page.summary, plain(page.body)
