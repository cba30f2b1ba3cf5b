"""Words that name somebody who was heard."""

import re

from django.utils.translation import gettext as _

from core.errors import Refused
from peer_review.reviews.models import Review
from peer_review.visits.models import Attendee


def demand_no_names(review: Review, *texts: str) -> None:
    """Raise Refused for words that name somebody who was heard."""
    names = Attendee.objects.filter(review=review).values_list("name", flat=True)
    whole = " ".join(texts)
    if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", whole, re.IGNORECASE) for name in names):
        raise Refused(_("Nobody who was heard is named in a finding or a report."))
