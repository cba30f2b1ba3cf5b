"""What everybody may read of reports. Every list, feed, index and sitemap begins here."""

from django.db.models import QuerySet

from peer_review.reports.enums import EditionKind, PassageKind
from peer_review.reports.models import Passage, Report
from peer_review.reviews.enums import Capacity, Thing
from peer_review.reviews.models import Right


def published() -> QuerySet[Report]:
    """Return the reports that everybody may read: by the rights of where their reviews stand, and not taken back."""
    open_now = Right.objects.filter(capacity=Capacity.PUBLIC, thing=Thing.REPORT).values("state")
    rows = Report.objects.filter(review__state__in=open_now, withdrawn_at=None, editions__kind=EditionKind.FINAL)
    return rows.select_related("review__system", "review__programme")


def findings_published() -> QuerySet[Passage]:
    """Return the findings of those reports, as their final editions have them."""
    rows = Passage.objects.filter(
        kind=PassageKind.FINDING,
        edition__kind=EditionKind.FINAL,
        edition__report__in=published().order_by().values("pk"),
    )
    return rows.select_related(
        "finding__line__theme", "edition__report__review__system", "edition__report__review__programme"
    )
