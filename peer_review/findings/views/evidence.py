"""What a finding cites: what is tagged to its line first, the rest of the room and the notes by search."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.gates import StaffRequest
from core.acts import done
from core.asking import form_page
from core.plain_text import one_line
from core.private_pages import private
from peer_review.assessments.queries.evidence import cited, found, of_line
from peer_review.findings.domain import writing
from peer_review.findings.domain.seated import demand_writing
from peer_review.findings.views.findings import finding_or_404
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.reviews.views.doors import inside

LONGEST_SEARCH = 100


@inside(Thing.WRITE_FINDINGS)
@form_page
def evidence(request: StaffRequest, review: Review, reader: Reader, finding: int) -> HttpResponse:
    """Each button cites something or takes it off. Its parameters: then (cite:item-7, drop:note-12), where-item-7, the
    page or paragraph of what is cited, and q, what is searched.
    """
    row = finding_or_404(review, finding)
    demand_writing(reader, review)
    words = one_line(request.GET.get("q", ""))[:LONGEST_SEARCH]
    if request.method == "POST":
        what, _colon, key = request.POST.get("then", "").partition(":")
        where = request.POST.get(f"where-{key}", "")
        acts = {
            "cite": lambda: writing.cite(finding=row, key=key, where=where, by=request.user),
            "drop": lambda: writing.uncite(finding=row, key=key, by=request.user),
        }
        if what not in acts:
            raise Http404
        done(request, acts[what], _("It is cited.") if what == "cite" else _("It is taken off."))
        here = reverse("peer_findings:evidence", args=[review.reference, row.pk])
        return private(redirect(f"{here}?{urlencode({'q': words})}" if words else here))
    cites = cited(
        row.citations.select_related("item", "note").order_by("pk"), reads_notes=reader.may(review, Thing.NOTES)
    )
    there = {one.key for one in cites}
    offered = found(reader, review, words) if words else of_line(reader, review, row.line)
    context = {
        "review": review,
        "one": row,
        "cites": cites,
        "offered": [source for source in offered if source.key not in there],
        "words": words,
    }
    return private(render(request, "peer_findings/evidence.html", context))
