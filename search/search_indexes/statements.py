"""Principles and recommendations: the version that stands, for everybody. A draft has no road in here, nor a version that another
stands in the place of: a passage of it would be read as what stands now."""

from typing import Any

from django.db.models import F, Prefetch, QuerySet
from haystack import indexes

from consultations.statements.models import Statement
from consultations.statements.queries import shown, with_news
from consultations.workstreams.models import WorkstreamPage
from core.visibility import for_everyone
from search.enums import Kind
from search.models import group_of
from search.search_indexes.public import Document
from search.subjects import STATEMENT


class StatementIndex(Document, indexes.Indexable):
    model, what = Statement, Kind.RECOMMENDATION
    subject, subject_path = STATEMENT, "pk"

    def index_queryset(self, using: str | None = None) -> QuerySet[Statement]:
        workstreams = for_everyone(WorkstreamPage.objects.all())
        rows = with_news(shown()).annotate(review_pk=F("review"))
        return rows.prefetch_related("progress", Prefetch("workstreams", workstreams))

    def kind_of(self, obj: Statement) -> Kind:
        return Kind(obj.kind)

    def facts(self, obj: Any) -> dict[str, Any]:
        current = obj.current
        return {
            "text": "\n".join([current.text, *(note.text for note in obj.progress.all())]),
            "title": current.title,
            "reference": obj.reference,
            "date": current.published_at,
            "group": group_of(STATEMENT, obj.pk),
            "workstream": [str(one.pk) for one in obj.workstreams.all()],
            "statement": obj.reference,
        }

    def news(self, obj: Any) -> int:
        """Versions, notes of progress and comments that were published: none of them is a document of its own."""
        return int(obj.versions_told + obj.comments_told) + len(obj.progress.all())
