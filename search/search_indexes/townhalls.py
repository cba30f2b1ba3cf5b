"""Town halls and what is said in them: for the public what everybody may read, for staff all that was sent.

Each document is made of what `disclose` gives. What was merged is found still, and leads to the question that it stands in. What
somebody wrote before staff edited it for clarity is public as a difference, and is found by staff alone: a passage of it
would be read as what stands now. Notes of moderators are nowhere.
"""

from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, F, QuerySet
from django.db.models.functions import Coalesce
from django.utils.text import Truncator
from haystack import indexes
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from consultations.townhalls.disclosure import KnownContribution
from consultations.townhalls.enums import OVER
from consultations.townhalls.models import Contribution, TownHallPage
from consultations.townhalls.queries import said_in_public
from core.disclosure import PUBLIC, disclose
from search.enums import Kind
from search.models import group_of
from search.search_indexes.public import Document, PageIndex, body_above, review_above, session_above
from search.search_indexes.staff import STAFF, SentDocument
from search.subjects import CONTRIBUTION

TITLE = 100  # characters


class TownHallIndex(PageIndex, indexes.Indexable):
    model, what = TownHallPage, Kind.TOWN_HALL

    def index_queryset(self, using: str | None = None) -> QuerySet[Page]:
        return super().index_queryset(using).prefetch_related("agenda", "panellists")

    def words(self, obj: TownHallPage) -> list[str]:
        people = [f"{person.name}, {person.title}" for person in obj.panellists.all()]
        agenda = [item.title for item in obj.agenda.all()]
        summary = get_text_for_indexing(obj.summing_up) if obj.state in OVER else ""
        return [obj.summary, summary, get_text_for_indexing(obj.body), *agenda, *people]

    def dated(self, obj: TownHallPage) -> datetime:
        return obj.starts_at

    def facts(self, obj: TownHallPage) -> dict[str, Any]:
        return {**super().facts(obj), "workstream": _workstreams(obj.workstream_id)}


def placed(rows: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """Return contributions with what their documents say besides their words. `root` is what they stand under, or they."""
    return rows.annotate(
        root=Coalesce("parent_id", "pk", output_field=BigIntegerField()),
        review_pk=review_above("thread__page__path"),
        body_pk=body_above("thread__page__path"),
        session_pk=session_above("thread__page__path"),
        workstream_pk=F("thread__page__townhallpage__workstream"),
    )


class ContributionIndex(Document, indexes.Indexable):
    """A conversation goes together: who hides a question hides what stands under it."""

    model, what = Contribution, Kind.CONTRIBUTION
    subject, subject_path = CONTRIBUTION, "root"

    def index_queryset(self, using: str | None = None) -> QuerySet[Contribution]:
        return placed(said_in_public())

    def facts(self, obj: Any) -> dict[str, Any]:
        known = disclose(obj, PUBLIC)
        return {**_facts(obj, known), "text": "\n".join(_words(obj, known)), "date": obj.published_at}


class SentContributionIndex(SentDocument, indexes.Indexable):
    model, what = Contribution, Kind.CONTRIBUTION
    subject, subject_path = CONTRIBUTION, "root"

    def index_queryset(self, using: str | None = None) -> QuerySet[Contribution]:
        return placed(Contribution.objects.select_related("thread__page", "parent", "merged_into"))

    def facts(self, obj: Any) -> dict[str, Any]:
        known = disclose(obj, STAFF)
        words = [*_words(obj, known), known.as_sent]
        return {**_facts(obj, known), "text": "\n".join(filter(None, words)), "date": obj.sent_at}


def _facts(row: Any, known: KnownContribution) -> dict[str, Any]:
    return {
        "title": Truncator(known.text).chars(TITLE),
        "reference": known.reference or None,
        "group": group_of(CONTRIBUTION, row.root),
        "workstream": _workstreams(row.workstream_pk),
    }


def _words(row: Contribution, known: KnownContribution) -> list[str]:
    """A name is found where it is shown, and the words that stand in the place of a name are nobody's."""
    name = known.name if known.name == row.name else ""
    return [part for part in (known.text, known.answer, name) if part]


def _workstreams(pk: int | None) -> list[str]:
    return [] if pk is None else [str(pk)]
